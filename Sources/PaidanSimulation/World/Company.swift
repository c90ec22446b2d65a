internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// The company that the simulation plays: its regulations, its people and the programs that serve its queues.
struct Company {
    /// Read once; every world has the same.
    static let regulations: [Regulation] = {
        do {
            let loader = RegulationLoader.ofTexts
            return try [loader.load(shipped: "dx"), loader.load(shipped: "rs")]
                + [revisits, strict].map { text in
                    try loader.load(text: text, file: "simulation.yaml")
                }
        } catch {
            preconditionFailure("a regulation of the simulation does not read: \(error)")
        }
    }()

    /// DX with revisits, reviews and cadences, as in PL, YY, EQ, HT, RE, and with leads as in DS.
    private static let revisits = """
        name: sim-revisits
        title: {zh: 有回访, en: with revisits}
        extends: dx
        complaint.revisitWithin: 7 d
        complaint.revisitByCall: true
        complaint.verifyWithin: 10 wd
        opinion.confirmByCall: true
        opinion.forwardWithin: 2 h
        opinion.missesBeforeEscalation: 1
        call.isReviewed: true
        call.reportWithin: 1 d
        call.afterSaleWithin: 2 d
        call.inquiryWithin: same day
        call.inquirySecondWithin: 3 d
        call.inquiryWeeklyWithin: 7 d
        call.dissatisfiedIsComplaint: true
        lead.sources: [walkIn, salesperson, company, natural, siteReturn, relation, inquiry, introduced, other]
        lead.dispatchers: [specialist, supervisor, leader, director]
        lead.maxContactGap: 3 d
        lead.notesCheckedWithin: 2 wd
        fine.contactGap: 20
        review.sheets: on mon fri
        review.register: on fri
        review.listsVisitors: true
        review.visitorsWithin: same day
        call.midProjectWithin: 1 d
        project.nodes: none
        """

    /// The stricter readings: the forward counts when it is delivered, silence is a miss.
    private static let strict = """
        name: sim-strict
        title: {zh: 从严, en: strict}
        extends: rs
        complaint.forwardCountsWhen: delivered
        dispatch.silenceIsMiss: true
        opinion.missesBeforeEscalation: 1
        complaint.revisitWithin: 3 wd
        project.nodes: none
        """

    static let departments: [Department] = [.engineering, .materials, .furniture]
    static let categories = ["construction", "main-material", "furnishing"]
    static let south = Branch(unchecked: "south")
    static let branches: [Branch] = [.main, south]

    /// Clerks of the desk. Several of one kind work at the same time.
    static let staff: [Actor] = [
        Actor("specialist-1", [.specialist]), Actor("specialist-2", [.specialist]),
        Actor("specialist-south", [.specialist], branch: south), Actor("supervisor-1", [.supervisor]),
        Actor("supervisor-2", [.supervisor, .revisitor]), Actor("leader-1", [.leader]),
        Actor("quality-1", [.qualityOffice, .revisitor]), Actor("revisitor-1", [.revisitor]),
        Actor("head-engineering", [.departmentHead], departments: [.engineering]),
        Actor("head-all", [.departmentHead], departments: departments),
        Actor("site-1", [.siteLead, .inspector, .homeConsultant, .cashier]),
        Actor("desk-materials", [.departmentWorker], departments: [.materials]),
        Actor("director-1", [.director]), Actor("design-supervisor-1", [.designSupervisor]),
        Actor("front-desk-1", [.frontDesk, .salesperson]), Actor(designers[0].code, [.designer]),
    ]

    /// Whom leads are given to.
    static let designers = ["designer-1", "designer-2", "designer-3"].map { Account(unchecked: $0) }

    /// Brings everything to its end when the faults have stopped.
    static let closer = Actor(
        "closer", [.specialist, .supervisor, .leader, .departmentHead, .director], departments: departments)

    /// Worker programs by the queue that they serve.
    static let workers: [(name: String, queue: QueueName)] = [
        ("route-1", .routing), ("route-2", .routing),
        ("eng-1", QueueName(.engineering, in: .main)), ("eng-2", QueueName(.engineering, in: .main)),
        ("mat-1", QueueName(.materials, in: .main)), ("mat-2", QueueName(.materials, in: .main)),
        ("fur-1", QueueName(.furniture, in: .main)), ("south-1", QueueName(.engineering, in: south)),
        ("south-2", QueueName(.materials, in: south)), ("south-3", QueueName(.furniture, in: south)),
    ]

    /// Tokens are what makes the branch known to the database.
    static let tokens: [Job] =
        [
            .putToken(
                TokenRow(
                    hash: [UInt8](repeating: 1, count: 32), actor: staff[2], label: "south", expiresAt: nil,
                    revokedAt: nil)
            )
        ]
        + designers.enumerated().map { index, designer in
            .putToken(
                TokenRow(
                    hash: [UInt8](repeating: UInt8(10 + index), count: 32), actor: Actor(designer.code, [.designer]),
                    label: "designer", expiresAt: nil, revokedAt: nil))
        }
}
