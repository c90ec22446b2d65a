import Foundation
import GRDB
import PaidanCore
import PaidanStore
import Schema
import Testing

@testable import PaidanEngine

/// Whole databases as the program of commit f709d3b wrote them, before breaches were recorded with whoever carries a promise on,
/// and `calls` as that of commit 64f4ed0 did, before there were leads and projects: they are brought up to date and read, and
/// nothing in them has become another.
@Suite struct FormerHistoryTests {
    private static let folder = NSString(string: #filePath).deletingLastPathComponent + "/Fixtures/histories"
    static let histories = ["breaches", "calls", "mergers", "orders", "unsaid"]

    /// - Parameter name: of a file with the rows of every table, and with how many migrations these had seen.
    private func with(_ name: String, _ body: (SQLiteStore) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paidan.db").path
        let rows = try String(contentsOfFile: "\(Self.folder)/\(name).sql", encoding: .utf8)
        let version = try #require(rows.firstMatch(of: /PRAGMA user_version = (\d+);/).flatMap { Int($0.1) })
        // The tables stand in order of their names.
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { database in
            try database.execute(sql: "PRAGMA application_id = \(0x5044_616E)")
            for migration in Schema.migrations.prefix(version) { try database.execute(sql: migration.sql) }
            try database.execute(sql: rows)
        }
        try queue.close()
        try body(SQLiteStore.open(path: path))
    }

    @Test(arguments: FormerHistoryTests.histories) func nothingHasBecomeAnother(_ name: String) throws {
        try with(name) { store in
            let report = Verifier(store).run(store)
            #expect(report.tickets > 1)
            #expect(report.findings.map(\.what.en) == [])
        }
    }

    /// `unsaid` is as the program of commit 0683c09 wrote, in which orders ran wherever the dispatch stood and mergers were judged
    /// where they went, and neither fact said so. A later program made it; then what the facts say now was taken out of them and
    /// the chain of hashes reckoned anew.
    @Test func anOrderThatDoesNotSayThatItRunsIsToldByItsClocks() throws {
        try with("unsaid") { store in
            let runs = try (1...3).map { try Self.orders($0, store) }
            // Delivered before the order; delivered after it; never delivered.
            #expect(runs == [[true, true], [true, false], [true, false]])
        }
        try with("orders") { store in
            let runs = try (1...3).map { try Self.orders($0, store) }
            #expect(runs == [[false], [false], [false]])
        }
    }

    @Test func aMergerThatDoesNotSayThatItCountsIsToldByItsClocks() throws {
        try with("unsaid") { store in
            func target(_ number: Int) throws -> Complaint {
                let row = try #require(try store.ticketRow(kind: .complaint, number: number))
                return try History.replay(Complaint.self, row, store.events(of: row.id)).ticket.state
            }
            // Without categories; naming another department as well; naming the one that came.
            let targets = try [3, 5, 7].map(target)
            #expect(targets.map { $0.dispatches.map(\.countsHere) } == [[true], [true], [true]])
            #expect(targets.map(\.phase) == [.inDepartment, .received, .inDepartment])
        }
    }

    /// A complaint closed by its call, an opinion out of a call, a call that is overdue.
    @Test func whatWasThereBeforeLeadsIsNobodysInParticularAndGoesOn() throws {
        try with("calls") { store in
            let rows = try store.tickets(matching: TicketFilter())
            #expect(
                rows.reversed().map { "\($0.numberText) \($0.phase)" } == [
                    "C-1 closed", "D-1 done", "F-1 raised", "R-1 archived", "R-2 overdue", "F-2 raised", "R-3 archived",
                    "C-2 received",
                ])
            for row in rows { #expect(try store.assignees(of: row.id) == [], "\(row.numberText)") }
            let overdue = try #require(try store.ticketRow(kind: .call, number: 2))
            let call = try History.replay(CallTask.self, overdue, store.events(of: overdue.id)).ticket.state
            #expect(call.opening.project == nil)
            try store.transaction { try store.setAssignees(of: overdue.id, to: [Account(unchecked: "chen")]) }
            #expect(try store.assignees(of: overdue.id) == [Account(unchecked: "chen")])
        }
    }

    private static func orders(_ number: Int, _ store: SQLiteStore) throws -> [Bool?] {
        let row = try #require(try store.ticketRow(kind: .dispatch, number: number))
        return try History.entries(DepartmentDispatch.self, store.events(of: row.id)).compactMap { entry in
            guard case .happened(.ordered(_, _, let runs)) = entry.fact else { return nil }
            return runs
        }
    }

    /// Late while it was nobody's in particular, and then classified.
    @Test func aBreachOfBeforeIsInherited() throws {
        try with("breaches") { store in
            func ledger(_ number: Int) throws -> ClockLedger {
                let row = try #require(try store.ticketRow(kind: .complaint, number: number))
                return try History.replay(Complaint.self, row, store.events(of: row.id)).ticket.ledger
            }
            let named = try #require(ClockKey(text: "forward:engineering:1"))

            #expect(try ledger(1)[named]?.verdict == .late)
            let waiting = try #require(try ledger(2)[named])
            #expect(waiting.isRunning && waiting.isBreached && waiting.isLate)
        }
    }
}
