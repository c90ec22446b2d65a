internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine

/// 演示公司: one account for each role, so that somebody can try Paidan a minute after cloning it.
enum DemoCompany {
    struct Member {
        let actor: Actor
        let label: Label
    }

    static let members = [
        Member(actor: Actor("demo-specialist", [.specialist]), label: Role.specialist.label),
        Member(actor: Actor("demo-supervisor", [.supervisor]), label: Role.supervisor.label),
        Member(actor: Actor("demo-leader", [.leader]), label: Role.leader.label),
        Member(actor: Actor("demo-revisitor", [.revisitor]), label: Role.revisitor.label),
        worker(.engineering, "工程部", "engineering"), worker(.materials, "商贸", "materials"),
        worker(.furniture, "基地", "furniture"),
        Member(actor: Actor("demo-director", [.director]), label: Role.director.label),
        Member(actor: Actor("demo-design-supervisor", [.designSupervisor]), label: Role.designSupervisor.label),
        Member(actor: Actor("demo-front-desk", [.frontDesk]), label: Role.frontDesk.label),
        Member(actor: Actor("demo-designer", [.designer]), label: Role.designer.label),
        Member(actor: Actor("demo-salesperson", [.salesperson]), label: Role.salesperson.label),
        Member(actor: Actor("demo-site-lead", [.siteLead]), label: Role.siteLead.label),
        Member(actor: Actor("demo-inspector", [.inspector]), label: Role.inspector.label),
        Member(actor: Actor("demo-furnisher", [.furnishingDesigner]), label: Role.furnishingDesigner.label),
        Member(actor: Actor("demo-consultant", [.homeConsultant]), label: Role.homeConsultant.label),
        Member(actor: Actor("demo-cashier", [.cashier]), label: Role.cashier.label),
    ]

    /// Somebody with a token; it is shown once.
    struct Hired: Sendable {
        let label: Label
        let token: String
    }

    static func hire(at house: House) async throws -> [Hired] {
        var random = SystemRandomNumberGenerator()
        var hired: [Hired] = []
        for member in members {
            let token = Token.make(&random)
            _ = try await house.run(.putToken(Token.row(of: token, for: member.actor, label: "demo")))
            hired.append(Hired(label: member.label, token: token))
        }
        return hired
    }

    private static func worker(_ department: Department, _ zh: String, _ en: String) -> Member {
        Member(
            actor: Actor("demo-\(department.code)", [.departmentWorker, .departmentHead], departments: [department]),
            label: Label(zh, en))
    }
}
