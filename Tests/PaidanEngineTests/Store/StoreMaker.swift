import Foundation
import PaidanCore
import PaidanEngine
import PaidanStore

/// Every implementation of `Store`; the conformance suites run over all of them.
enum StoreMaker: String, CaseIterable, Sendable {
    case memory, file

    /// Hands a fresh store to `body` and removes it afterwards.
    func withStore(_ body: (any Store) throws -> Void) throws {
        switch self {
        case .memory: try body(SQLiteStore.inMemory())
        case .file:
            let folder = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try body(SQLiteStore.open(path: folder.appending(path: "paidan.db").path))
        }
    }
}

/// Rows as short as a test wants them.
enum Sample {
    static let noon = Instant(milliseconds: 1_772_424_000_000)
    static let alice = PersonRow(
        id: PersonID(ULID(high: 1, low: 1)), salt: [UInt8](repeating: 1, count: 16), sealed: [9, 9],
        phoneHash: [UInt8](repeating: 2, count: 16), createdAt: noon)
    static let owner = LeaseOwner(principal: "dev:w", worker: "w", instance: "1")
    static let queue = QueueName(.engineering, in: .main)

    static func id(_ number: UInt64) -> TicketID { TicketID(ULID(high: 7, low: number)) }

    static func ticket(
        _ number: UInt64, kind: Kind = .complaint, version: Int = 1, phase: String = "received", isOpen: Bool = true,
        department: Department? = nil, parent: TicketID? = nil, due: Instant? = nil, isLate: Bool = false
    ) -> TicketRow {
        TicketRow(
            id: id(number), kind: kind, number: Int(number), branch: .main, person: alice.id, openedAt: noon,
            parent: parent, department: department, phase: phase, isOpen: isOpen,
            custodian: isOpen ? "customerService" : "nobody", version: version, rev: version, updatedAt: noon, due: due,
            isLate: isLate)
    }

    static func event(_ version: Int, factAt: Instant = noon, clocks: [UInt8]? = nil) -> EventRow {
        EventRow(
            version: version, type: "opened", form: 1, recordedAt: noon, factAt: factAt, principal: "clerk",
            verb: "open", phase: "received", data: Array("{}".utf8), clocks: clocks,
            hash: [UInt8](repeating: UInt8(version), count: 32))
    }

    static func message(
        _ id: Int64, of ticket: UInt64 = 1, deadline: Instant? = nil, state: MessageRow.State = .ready(from: noon),
        attempt: Int = 0
    ) -> MessageRow {
        MessageRow(
            id: id, queue: queue, ticket: self.id(ticket), parent: nil, kind: .dispatchNew, version: 1, rev: 1,
            enqueuedAt: noon, deadline: deadline, body: Array("{}".utf8), state: state, attempt: attempt)
    }
}

extension Store {
    /// A person and these tickets, each with its first fact.
    func put(_ tickets: TicketRow...) throws {
        try transaction {
            if try person(Sample.alice.id) == nil { try insert(Sample.alice) }
            for ticket in tickets {
                try insert(ticket)
                try append(Sample.event(1), to: ticket.id)
            }
        }
    }

    func put(_ messages: MessageRow...) throws {
        try transaction { for message in messages { try insert(message) } }
    }
}
