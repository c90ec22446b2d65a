import Testing

@testable import PaidanCore

/// Whatever happens to a company, every ticket's account adds up and every clock's proof agrees with its history.
@Suite struct AccountPropertyTests {
    private static let steps = 60

    private func walk(_ seed: UInt64, tellsLate: Bool) throws -> Story {
        var walk = try Walk(seed: seed, tellsLate: tellsLate, calendar: .office())
        for _ in 0..<Self.steps { try walk.step() }
        return walk.story
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>, [false, true])
    func intervalsFollowEachOtherAndAddUpToTheWhole(seed: UInt64, tellsLate: Bool) throws {
        let story = try walk(seed, tellsLate: tellsLate)
        func check<K: TicketKind>(_: K.Type) throws {
            for id in story.ids[K.kind, default: []] {
                let flaws = flaws(of: try story.account(K.self, id), try story.replay(K.self, id), in: story)
                #expect(flaws == [], "seed \(seed), \(K.kind) \(id)")
            }
        }
        for kind in Kind.allCases { try check(kind.type) }
    }

    private func flaws<K: TicketKind>(of account: TimeAccount, _ replay: Replay<K>, in story: Story) -> [String] {
        var flaws: [String] = []
        let intervals = account.intervals
        if let first = intervals.first, first.from != account.from { flaws.append("begins late") }
        if let last = intervals.last, last.until != account.until { flaws.append("ends early") }
        for (interval, next) in zip(intervals, intervals.dropFirst()) {
            if interval.until != next.from { flaws.append("a gap or an overlap at \(interval.until)") }
            if interval.clockTime <= .zero { flaws.append("nothing at \(interval.from)") }
            let isSame = (interval.holder, interval.phase, interval.reason) == (next.holder, next.phase, next.reason)
            if isSame { flaws.append("cut for nothing at \(interval.until)") }
        }
        let sum = intervals.reduce(.zero) { $0 + $1.clockTime }
        if sum != account.clockTime { flaws.append("\(sum) of \(account.clockTime)") }
        let totals = account.totals.reduce((Span.zero, Span.zero)) { ($0.0 + $1.clockTime, $0.1 + $1.workingTime) }
        if totals.0 != account.clockTime || totals.1 != account.workingTime { flaws.append("the totals differ") }
        let work = try? story.policy(1).calendar.workingTime(from: account.from, until: account.until)
        if work != account.workingTime {
            flaws.append("working time \(account.workingTime), not \(work, default: "-")")
        }
        if account.isEnded != replay.ticket.state.phase.isEnd { flaws.append("ended or not") }
        if !account.isEnded, account.until != story.now { flaws.append("does not reach now") }
        return flaws + strangers(in: account, replay)
    }

    /// Who had it at a moment is who the last fact of before left it with.
    private func strangers<K: TicketKind>(in account: TimeAccount, _ replay: Replay<K>) -> [String] {
        account.intervals.filter { $0.clockTime > .zero }.flatMap { interval in
            [interval.from, interval.from + interval.clockTime / 2, interval.until - Span(milliseconds: 1)].compactMap {
                moment in
                let scene = replay.scenes.last { scene in
                    if case .rang = scene.entry.fact { false } else { scene.entry.factAt <= moment }
                }
                let state = (scene ?? replay.scenes[0]).ticket.state
                return state.custodian == interval.holder ? nil : "\(interval.holder) at \(moment), \(state.custodian)"
            }
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>, [false, true])
    func everyProofAgreesWithTheHistory(seed: UInt64, tellsLate: Bool) throws {
        let story = try walk(seed, tellsLate: tellsLate)
        func check<K: TicketKind>(_: K.Type) throws {
            for id in story.ids[K.kind, default: []] {
                for proof in try story.proofs(K.self, id) {
                    let key = proof.clock.key.text
                    #expect(proof.findings == [], "seed \(seed), \(K.kind) \(id), \(key)")
                    #expect(proof.arithmetic?.due == proof.clock.due, "seed \(seed), \(K.kind) \(id), \(key)")
                    #expect(proof.steps.first.map(\.isSet) == true, "seed \(seed), \(K.kind) \(id), \(key)")
                }
                #expect(try story.proofs(K.self, id).map(\.clock) == story.ticket(K.self, id).ledger.entries)
            }
        }
        for kind in Kind.allCases { try check(kind.type) }
    }

    @Test func theWalksKnowLateEntriesMergersAndHolds() throws {
        var phases: Set<String> = []
        var told = 0
        for seed in UInt64(1)...90 {
            let story = try walk(seed, tellsLate: true)
            for id in story.complaints {
                phases.formUnion(try story.account(Complaint.self, id).intervals.map(\.phase))
                told += story.history(Complaint.self, id).count { $0.factAt < $0.recordedAt }
            }
        }

        #expect(phases.isSuperset(of: ["received", "inDepartment", "onHold", "merged", "escalated", "surveying"]))
        #expect(told > 20)
    }
}

extension DeadlineProof.Step {
    fileprivate var isSet: Bool {
        if case .changed(.set) = what { true } else { false }
    }
}
