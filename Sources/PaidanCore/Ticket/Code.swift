/// A short name that a policy or the staff table defines: a department, a branch, a category.
/// 1–32 characters of a–z, 0–9 and `-`, starting with a letter. Reaches disk, wire and topics; never a person's name.
package protocol Code: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    var code: String { get }
    /// The caller knows that `code` is well formed.
    init(unchecked code: String)
}

extension Code {
    package init?(_ text: String) {
        let letters = text.utf8
        guard (1...32).contains(letters.count), let first = letters.first, (97...122).contains(first),
            letters.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        self.init(unchecked: text)
    }

    package var description: String { code }
    package static func < (a: Self, b: Self) -> Bool { a.code < b.code }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let code = Self(text) else {
            throw DecodingError.unfit(
                "应为代码:1–32 个字符,a–z、0–9 和 -,以字母开头",
                "not a code of 1–32 characters a–z, 0–9 and -, starting with a letter", in: container)
        }
        self = code
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

/// 责任部门. Which ones exist is the policy's business.
package struct Department: Code {
    package let code: String
    package init(unchecked code: String) { self.code = code }

    /// 工程部
    package static let engineering = Department(unchecked: "engineering")
    /// 商贸
    package static let materials = Department(unchecked: "materials")
    /// 基地
    package static let furniture = Department(unchecked: "furniture")
}

/// 问题类别: what a complaint is about (主材, 家居, 施工); the routing table maps it to a department.
package struct Category: Code {
    package let code: String
    package init(unchecked code: String) { self.code = code }
}

/// 账号: how staff are known; never a person's name.
package struct Account: Code {
    package let code: String
    package init(unchecked code: String) { self.code = code }
}

/// 分公司. A company without branches has one, `main`.
package struct Branch: Code {
    package let code: String
    package init(unchecked code: String) { self.code = code }
    package static let main = Branch(unchecked: "main")
}
