/// What a person reads, in both languages.
package struct Label: Hashable, Sendable {
    package let zh: String
    package let en: String

    package init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    /// `工程部、商贸`
    package init(joining labels: [Label]) {
        self.init(labels.map(\.zh).joined(separator: "、"), labels.map(\.en).joined(separator: ", "))
    }

    package func text(in language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

/// 中文 is the default everywhere.
package enum Language: String, CaseIterable, Codable, Sendable { case zh, en }

/// Something that a form or a page names to a person.
package protocol Worded {
    var label: Label { get }
}
