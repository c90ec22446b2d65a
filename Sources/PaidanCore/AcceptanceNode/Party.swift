/// 相关方: whom a date on the site concerns, and who may want it moved. Raw values reach disk and never change.
package enum Party: String, CaseIterable, Codable, Sendable {
    case customer, siteLead, inspector, decorationDesigner, furnishingDesigner, homeConsultant
    /// 代验收人: whom the customer has accept the main material for him (PROJ-14).
    case proxy

    /// Who of the staff that is; nobody for the customer and for whom he names.
    var role: Role? {
        switch self {
        case .customer, .proxy: nil
        case .siteLead: .siteLead
        case .inspector: .inspector
        case .decorationDesigner: .designer
        case .furnishingDesigner: .furnishingDesigner
        case .homeConsultant: .homeConsultant
        }
    }

    /// Whether a date may concern him. Every works has a site lead, an inspector and a store, named or not; designers are there
    /// where the team has them.
    /// - Parameter team: nil where it is not known.
    func isThere(in team: RenovationProject.Team?) -> Bool {
        switch self {
        case .customer, .siteLead, .inspector, .homeConsultant, .proxy: true
        case .decorationDesigner, .furnishingDesigner: team?.has(self) ?? true
        }
    }

    /// 店面: whom of it another date concerns (RSC-01).
    static let store: [Party] = [.homeConsultant, .furnishingDesigner]

    /// As the subject of a clock; no code of a department has a dot in it. Reaches disk and never changes.
    package var subject: String { Self.prefix + rawValue }

    private static let prefix = "party."

    package init?(subject: String) {
        guard subject.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(subject.dropFirst(Self.prefix.count)))
    }

    /// The first of a person's roles that stands for one of these.
    static func acting(_ actor: Actor) -> Party? { allCases.first { $0.role.map(actor.has) ?? false } }
}

extension Party {
    /// `客户、巡检`
    static func names(of parties: [Party]) -> Label { Label(joining: parties.map(\.label)) }
}

extension Party: Worded {
    package var label: Label {
        switch self {
        case .customer: Label("客户", "customer")
        case .siteLead: Label("施工负责人", "site lead")
        case .inspector: Label("巡检", "inspector")
        case .decorationDesigner: Label("家装设计师", "decoration designer")
        case .furnishingDesigner: Label("家居设计师", "furnishing designer")
        case .homeConsultant: Label("家居顾问", "home consultant")
        case .proxy: Label("代验收人", "proxy")
        }
    }
}
