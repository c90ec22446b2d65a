/// Who may do something. Raw values reach disk and tokens and never change.
package enum Role: String, CaseIterable, Codable, Sendable {
    case specialist, supervisor, leader, revisitor, qualityOffice, departmentWorker, departmentHead, admin
    /// 客源: who meets customers, gives them to designers and sees them through. A designer also accepts what he has drawn.
    case designer, designSupervisor, director, frontDesk, salesperson
    /// Who works on a renovation, in the company's stores and in its finance office.
    case siteLead, inspector, furnishingDesigner, homeConsultant, cashier
    /// Not people: a routing worker, the clock watch, the queue, and a ticket that tells another one.
    case router, clock, queue, ticket

    package var isPerson: Bool {
        switch self {
        case .specialist, .supervisor, .leader, .revisitor, .qualityOffice, .departmentWorker, .departmentHead, .admin,
            .designer, .designSupervisor, .director, .frontDesk, .salesperson, .siteLead, .inspector,
            .furnishingDesigner,
            .homeConsultant, .cashier:
            true
        case .router, .clock, .queue, .ticket: false
        }
    }

    /// Works for one department and may act only on what that department holds.
    package var isDepartmental: Bool { self == .departmentWorker || self == .departmentHead }
}

extension Role: Worded {
    package var label: Label {
        switch self {
        case .specialist: Label("客服专员", "customer-service specialist")
        case .supervisor: Label("客服主管", "customer-service supervisor")
        case .leader: Label("主管领导", "supervising leader")
        case .revisitor: Label("回访专员", "call-back specialist")
        case .qualityOffice: Label("服务质量管理办公室", "service-quality office")
        case .departmentWorker: Label("部门人员", "department worker")
        case .departmentHead: Label("部门负责人", "head of department")
        case .admin: Label("系统管理员", "administrator")
        case .designer: Label("设计师", "designer")
        case .designSupervisor: Label("设计主管", "design supervisor")
        case .director: Label("总监", "director")
        case .frontDesk: Label("前台", "front desk")
        case .salesperson: Label("业务员", "salesperson")
        case .siteLead: Label("施工负责人", "site lead")
        case .inspector: Label("巡检", "inspector")
        case .furnishingDesigner: Label("家居设计师", "furnishing designer")
        case .homeConsultant: Label("家居顾问", "home consultant")
        case .cashier: Label("财务收款员", "cashier")
        case .router: Label("转单程序", "routing worker")
        case .clock: Label("时限", "clock")
        case .queue: Label("队列", "queue")
        case .ticket: Label("关联工单", "linked ticket")
        }
    }
}

extension Role {
    /// `客服专员、客服主管`
    package static func names(of roles: [Role]) -> Label {
        Label(joining: roles.map(\.label))
    }
}

/// Who gives a command. `principal` is an opaque account name, never a person's.
package struct Actor: Hashable, Sendable {
    package let principal: String
    package let roles: [Role]
    /// The branches within reach; nil is the whole company.
    package let branch: Branch?
    /// For departmental roles: the departments they work for.
    package let departments: [Department]
    package let entrance: Entrance

    /// The way by which a command came in; part of a receipt.
    package enum Entrance: String, Sendable {
        /// HTTP, pages, command line.
        case desk
        /// `DO` of the queue protocol.
        case wire = "do"
    }

    package init(
        _ principal: String, _ roles: [Role], branch: Branch? = nil, departments: [Department] = [],
        entrance: Entrance = .desk
    ) {
        self.principal = principal
        self.roles = roles
        self.branch = branch
        self.departments = departments
        self.entrance = entrance
    }

    /// What stands in the history when this person or program takes delivery of a dispatch.
    package var receipt: String { "\(entrance.rawValue):\(principal)" }

    package static let clock = Actor("system:clock", [.clock])
    package static let queue = Actor("system:queue", [.queue])
    package static let ticket = Actor("system:ticket", [.ticket])
    /// 进程内转单程序
    package static let router = Actor("system:router", [.router])

    package func has(_ role: Role) -> Bool { roles.contains(role) }
    package func hasAny(of needed: [Role]) -> Bool { roles.contains(where: needed.contains) }

    /// Holds one of `needed` without being bound to a department by it.
    package func hasUnboundRole(of needed: [Role]) -> Bool {
        roles.contains { !$0.isDepartmental && needed.contains($0) }
    }

    package func reaches(_ other: Branch) -> Bool { branch == nil || branch == other }

    /// Who works for departments only is not told what another one holds.
    /// - Parameter other: the department that holds a ticket; nil when it is not a department's.
    package func reaches(_ other: Department?) -> Bool {
        guard let other, roles.allSatisfy(\.isDepartmental) else { return true }
        return departments.contains(other)
    }
}
