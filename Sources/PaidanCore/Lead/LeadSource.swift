extension Lead {
    /// 客户来源 (LEAD-01, 02, 29, 32). Which of them a regulation knows: `lead.sources`. Raw values reach disk and never change.
    package enum Source: String, CaseIterable, Codable, Sendable {
        /// DS
        case walkIn, salesperson, company
        /// DX
        case natural, siteReturn, designerReturn, relation
        /// HT, RE
        case inquiry
        /// RE: contact is restricted (CBP-23, CBP-24).
        case introduced, invited
        case other
    }

    /// Those that a regulation knows.
    package struct Sources: ParameterValue {
        let sources: [Source]

        package static var type: ParameterType { .words(Source.allCases.map(\.rawValue)) }
        package static func value(of reading: ParameterReading?) -> Sources? {
            guard case .words(let words) = reading else { return nil }
            return Sources(sources: words.compactMap(Source.init(rawValue:)))
        }
    }
}

extension Lead.Source {
    /// 特殊客户: no calls of a cadence; only node notices and greetings.
    var isSpecial: Bool { self == .introduced || self == .invited }

    /// The customer has come to the company and is called back as a visitor.
    var isVisit: Bool { self == .walkIn || self == .natural }

    /// The customer, or a past one, has a designer already; fairness does not apply (LEAD-18, LEAD-20, A-56).
    var mayHaveDesigner: Bool { self == .natural || self == .designerReturn || self == .relation }
}

extension Lead.Source: Worded {
    package var label: Label {
        switch self {
        case .walkIn: Label("上门客户", "walk-in")
        case .salesperson: Label("业务员带单", "brought by a salesperson")
        case .company: Label("公司派单", "the company's")
        case .natural: Label("自然客户", "natural customer")
        case .siteReturn: Label("工地回单", "return order from a site")
        case .designerReturn: Label("设计师回单", "return order through a designer")
        case .relation: Label("关系客户", "relation customer")
        case .inquiry: Label("来电客户", "phone inquiry")
        case .introduced: Label("公司领导或政府部门介绍", "introduced by leaders or authorities")
        case .invited: Label("特邀 VIP 贵宾", "invited VIP")
        case .other: Label("其他", "other")
        }
    }
}
