import Foundation
import GRDB
import PaidanCore
import PaidanStore
import Testing

@testable import PaidanEngine

/// Whole databases as the program of commit f709d3b wrote them, before breaches were recorded with whoever carries a promise on:
/// they are brought up to date and read, and nothing in them has become another.
@Suite struct FormerHistoryTests {
    private static let folder = NSString(string: #filePath).deletingLastPathComponent + "/Fixtures/histories"

    /// - Parameter name: of a dump in SQL.
    private func with(_ name: String, _ body: (SQLiteStore) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paidan.db").path
        let dump = try String(contentsOfFile: "\(Self.folder)/\(name).sql", encoding: .utf8)
        // The tables stand in order of their names.
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: dump) }
        try queue.close()
        try body(SQLiteStore.open(path: path))
    }

    @Test(arguments: ["breaches", "mergers", "orders"]) func nothingHasBecomeAnother(_ name: String) throws {
        try with(name) { store in
            let report = try Verifier(store).run(store)
            #expect(report.tickets > 1)
            #expect(report.findings.map(\.what.en) == [])
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
