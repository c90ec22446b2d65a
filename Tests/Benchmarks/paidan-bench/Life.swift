internal import Foundation
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore
internal import PaidanTesting

/// Complaints that live from opening to closing, on a durable store, several commands a transaction.
/// Only the engine's turns are timed; what clerks and workers do in between is not.
final class Life {
    private let store: SQLiteStore
    private let engine: Engine
    private let group: Int
    private let recorder: Recorder?
    private var now = TestHouse.monday
    private var keys = 0
    private(set) var costs: [Step: Stopwatch] = [:]
    private(set) var closed = 0
    let databasePath: String

    /// Complaints that are on their way together: a block goes through one step after the other.
    static let block = 512

    private static let clerk = Actor("bench-clerk", [.specialist])
    private static let worker = Actor("bench-worker", [.departmentWorker], departments: [.engineering])
    private static let router = LeaseOwner(principal: "dev:router", worker: "router", instance: "1")
    private static let department = LeaseOwner(principal: "dev:worker", worker: "worker", instance: "1")
    private static let routing = Actor("dev:router", [.router])
    private static let departmentQueue = QueueName(.engineering, in: .main)

    /// - Parameters:
    ///   - folder: where the database is made; must be empty.
    ///   - group: commands per transaction.
    init(in folder: String, group: Int, recorder: Recorder? = nil) throws {
        databasePath = folder + "/paidan.db"
        self.group = group
        self.recorder = recorder
        store = try SQLiteStore.open(path: databasePath, witness: recorder?.witness)
        try Engine.prepare(store, with: try RegulationLoader.shipped("dx"), at: now)
        let vault = Vault(masterKey: [UInt8](repeating: 1, count: Vault.masterKeyBytes))
        engine = try Engine(store: store, vault: vault, random: BufferedRandom())
    }

    /// - Throws: `Surprise` when a command is answered otherwise than in a life without trouble.
    func live(complaints: Int) throws {
        for start in stride(from: 0, to: complaints, by: Self.block) {
            try liveBlock(of: min(Self.block, complaints - start))
        }
    }

    /// Size of the database file once everything is in it.
    func sizeOnDisk() throws -> Int {
        try store.checkpoint()
        return try FileManager.default.attributesOfItem(atPath: databasePath)[.size] as? Int ?? 0
    }

    // MARK: Steps

    private func liveBlock(of count: Int) throws {
        var roads: [Delivery] = []
        try run(.open, (0..<count).map { _ in open() }, leasing: Room(for: .routing, Self.router, group)) {
            roads += $0
        }
        var dispatches: [Delivery] = []
        let forwards = try roads.map(forward)
        try run(.forward, forwards, leasing: Room(for: Self.departmentQueue, Self.department, group)) {
            dispatches += $0
        }
        try run(.deliver, dispatches.map(acknowledge))
        try run(.accept, dispatches.map { command($0.message.ticket, "accept", Self.promise, by: Self.worker) })
        try run(.reportDone, dispatches.map { command($0.message.ticket, "reportDone", Self.report, by: Self.worker) })
        try run(.close, roads.map { command($0.message.ticket, "replyToCustomer", Self.reply, by: Self.clerk) })
        closed += count
    }

    private func run(
        _ step: Step, _ jobs: [Job], leasing room: Room? = nil, _ delivered: ([Delivery]) -> Void = { _ in }
    ) throws {
        for start in stride(from: 0, to: jobs.count, by: group) {
            let turn = try turn(step, Array(jobs[start..<min(start + group, jobs.count)]), room)
            for outcome in turn.outcomes { try expect(step, outcome) }
            delivered(turn.news.deliveries)
        }
    }

    private func turn(_ step: Step, _ jobs: [Job], _ room: Room?) throws -> Turn {
        now = now + Span(milliseconds: 1)
        recorder?.beginTurn(step, commands: jobs.count)
        defer { recorder?.endTurn() }
        return try costs[step, default: Stopwatch()].time {
            guard var room else {
                var nobody = NoWindows()
                return try engine.turn(at: now, jobs, windows: &nobody)
            }
            return try engine.turn(at: now, jobs, windows: &room)
        }
    }

    private func expect(_ step: Step, _ outcome: Outcome) throws {
        let receipt: Receipt? =
            switch outcome {
            case .receipt(let receipt): receipt
            case .settled(let settled): settled.receipt
            case .leases, .activated, .withdrawn, .tookOver, .issued, .revoked, .done, .fileKept, .again, .failed: nil
            }
        guard receipt?.phase == step.phase else { throw Surprise(step: step, outcome: "\(outcome)") }
    }

    // MARK: Commands

    private static let notice: JSON = [
        "channel": "phone", "customer": ["name": "王小明", "phone": "13800138000"],
        "content": "客厅瓷砖空鼓,要求尽快处理", "categories": ["construction"],
    ]
    private static let promise: JSON = ["promisedDate": "2026-03-09T10:00:00+08:00"]
    private static let report: JSON = ["result": "已重新铺贴", "cause": "空鼓"]
    private static let reply: JSON = ["text": "已重新铺贴,请验收"]

    private func open() -> Job {
        .command(Request(actor: Self.clerk, wish: .open(.complaint, data: Self.notice), key: key()))
    }

    private func command(_ ticket: TicketID, _ verb: String, _ data: JSON, by actor: Actor) -> Job {
        .command(Request(actor: actor, wish: .act(.id(ticket), verb: verb, data: data), key: key()))
    }

    private func forward(_ delivery: Delivery) throws -> Job {
        let decision = try Router.decide(delivery.message.body)
        let command = Settling.Command(
            verb: decision.type, data: .object(decision.data), expectedRev: decision.expectedRev)
        return .settle(
            Settling(lease: delivery.lease, owner: delivery.owner, actor: Self.routing, answer: .ack(command)))
    }

    private func acknowledge(_ delivery: Delivery) -> Job {
        .settle(Settling(lease: delivery.lease, owner: delivery.owner, actor: Self.worker, answer: .ack(nil)))
    }

    private func key() -> IdempotencyKey {
        keys += 1
        let text = "bench-\(keys)"
        return IdempotencyKey(text: text, hashing: Array(text.utf8))
    }
}

extension Room {
    fileprivate init(for queue: QueueName, _ owner: LeaseOwner, _ places: Int) {
        self.init(queue: queue, owner: owner, places: places)
    }
}

/// A command was not answered as it should be; the figures would mean something else.
struct Surprise: Error, CustomStringConvertible {
    let step: Step
    let outcome: String

    var description: String { "\(step): expected \(step.phase), got \(outcome)" }
}
