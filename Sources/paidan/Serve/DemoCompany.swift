internal import PaidanCore

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
    ]

    private static func worker(_ department: Department, _ zh: String, _ en: String) -> Member {
        Member(
            actor: Actor("demo-\(department.code)", [.departmentWorker, .departmentHead], departments: [department]),
            label: Label(zh, en))
    }
}
