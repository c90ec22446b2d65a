internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// Runs a trial over a database: several slices of tickets at once, each in a short snapshot of its own, counted together in the
/// order of the tickets, so that the result does not depend on who was first.
struct TrialRun {
    private let trial: Trial
    private let library: SQLiteLibrary
    private let changesMax: Int

    /// How many slices at once.
    static let width = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), 8)
    private static let sliceMax = 1_000
    private static let idsMax = 10_000

    init(_ trial: Trial, _ library: SQLiteLibrary, changesMax: Int) {
        self.trial = trial
        self.library = library
        self.changesMax = changesMax
    }

    /// - Parameter title: of the progress bar.
    func tally(title: String) async throws -> TrialTally {
        let tickets = try tickets()
        let slices = stride(from: 0, to: tickets.count, by: Self.sliceMax).map { start in
            Array(tickets[start..<min(start + Self.sliceMax, tickets.count)])
        }
        var bar = ProgressBar(title)
        defer { bar.clear() }
        let parts = try await parts(of: slices) { bar.show($0, of: slices.count) }
        var whole = TrialTally(changesMax: changesMax)
        for part in parts { whole.add(part) }
        return whole
    }

    private func tickets() throws -> [TicketID] {
        var tickets: [TicketID] = []
        var last = trial.first
        while true {
            let more = try library.readNow { try $0.allTicketIDs(after: last, limit: Self.idsMax) }
            guard let end = more.last else { return tickets }
            tickets += more
            last = end
        }
    }

    private func parts(of slices: [[TicketID]], progress: (Int) -> Void) async throws -> [TrialTally] {
        try await withThrowingTaskGroup(of: (Int, TrialTally).self) { group in
            var parts: [Int: TrialTally] = [:]
            var begun = 0
            while parts.count < slices.count {
                while begun < slices.count, begun - parts.count < Self.width {
                    group.addTask { [begun, slice = slices[begun]] in (begun, try await look(at: slice)) }
                    begun += 1
                }
                guard let (index, part) = try await group.next() else { break }
                parts[index] = part
                progress(parts.count)
            }
            return slices.indices.compactMap { parts[$0] }
        }
    }

    private func look(at slice: [TicketID]) async throws -> TrialTally {
        try await library.read { [trial, changesMax] reading in
            try trial.look(at: slice, in: reading, changesMax: changesMax)
        }
    }
}
