import Testing

@testable import PaidanCore

/// 时限证明: what a verdict rests on, and what is found when the record was bent.
@Suite struct DeadlineProofTests {
    @Test func theTwoHoursAreProvedWithWhatEndedThem() throws {
        var story = try Story.complaint()
        try story.wait(.hours(2) + .seconds(1))
        try story.act(.forward(departments: [.engineering]))

        let proof = try #require(try story.proof(Complaint.self, "forward:engineering:1"))

        #expect(proof.clock.verdict == .late)
        #expect(proof.lateness(at: story.now + .hours(9)) == .seconds(1))
        #expect(proof.judgedBy == .monday + .hours(2))
        guard case .limit(let reckoning) = proof.arithmetic else {
            Issue.record("no limit")
            return
        }
        #expect(reckoning.limit == .clock(.hours(2)))
        #expect(reckoning.countedTime == .hours(2))
        #expect(proof.findings == [])
    }

    @Test func anOverdueClockIsLateByMoreEveryMinute() throws {
        var story = try Story.complaint()
        try story.wait(.hours(3))

        let proof = try #require(try story.proof(Complaint.self, "forward::1"))

        #expect(proof.lateness(at: story.now) == .hours(1))
        #expect(proof.steps.map(\.version) == [1, 2])
    }

    @Test func aPromisedDateIsPutOffByTheHold() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(10)))
        try story.act(.hold(reason: .parts, until: .monday + .hours(5), note: nil))

        let proof = try #require(try story.proof(DepartmentDispatch.self, "promisedDate::1"))

        guard case .date(let date, let pauses, let due) = proof.arithmetic else {
            Issue.record("no date")
            return
        }
        #expect(date == .monday + .hours(10))
        #expect(pauses.map(\.reason) == [DepartmentDispatch.complaintOnHold])
        #expect(due == .monday + .hours(15))
    }

    @Test func aMovedClockIsProvedUnderTheNewPolicy() throws {
        let story = try Story.complaint()
        var history = story.history(Complaint.self, story.complaints[0])
        let key = ClockKey(Complaint.firstReplyClock)
        history.append(
            HistoryEntry(
                version: 2,
                fact: .repinned(Repinned(clock: key, formerPolicy: 1, policy: 2, reason: "r")), factAt: .monday,
                recordedAt: .monday,
                changes: [.repinned(clock: key, due: .monday + .hours(48), policy: 2, fired: 0)]))
        let later = Policy.test(set: [Complaint.firstReplyWithin.key: .limit(.clock(.hours(48)))])

        let replay = try Replay<Complaint>(id: story.complaints[0], branch: .main, history)
        let proofs = DeadlineProof.all(of: replay) { $0 == 2 ? later : story.policy($0) }
        let proof = try #require(proofs.first { $0.clock.key == key })

        #expect(proof.arithmetic?.due == .monday + .hours(48))
        #expect(proof.findings == [])
    }

    // MARK: A record that was bent

    /// The history of a complaint that was forwarded too late, with its changes of clocks as `bend` leaves them.
    private func findings(_ bend: (ClockChange) -> ClockChange) throws -> [DeadlineProof.Finding] {
        var story = try Story.complaint()
        try story.wait(.hours(3))
        try story.act(.forward(departments: [.engineering]))
        let history = story.history(Complaint.self, story.complaints[0]).map { entry in
            HistoryEntry(
                version: entry.version, fact: entry.fact, factAt: entry.factAt, recordedAt: entry.recordedAt,
                changes: entry.changes.map(bend))
        }
        let replay = try Replay<Complaint>(id: story.complaints[0], branch: .main, history)
        return DeadlineProof.all(of: replay, under: story.policy).flatMap(\.findings)
    }

    @Test func anHonestRecordAgrees() throws {
        #expect(try findings { $0 } == [])
    }

    @Test func aDueMomentThatThePolicyDoesNotGiveIsFound() throws {
        let found = try findings { change in
            guard case .set(let key, let start, let due, let policy, let fired) = change, key.name == "plan" else {
                return change
            }
            return .set(clock: key, start: start, due: due + .minutes(1), policy: policy, fired: fired)
        }

        guard case .due(let recorded, let reckoned, 1) = found.first else {
            Issue.record("\(found)")
            return
        }
        #expect(recorded - reckoned == .minutes(1))
    }

    @Test func aVerdictThatTheFactsDoNotGiveIsFound() throws {
        let found = try findings { change in
            guard case .stopped(let key, let at, .late) = change else { return change }
            return .stopped(clock: key, at: at, verdict: .inTime)
        }

        #expect(found == [.verdict(recorded: .inTime, reckoned: .late, version: 3)])
    }

    @Test func aMomentOfStoppingThatIsNotTheFactsIsFound() throws {
        let found = try findings { change in
            guard case .stopped(let key, let at, .late) = change else { return change }
            return .stopped(clock: key, at: at - .hours(1), verdict: .inTime)
        }

        guard case .stop(let recorded, let reckoned, 3) = found.first else {
            Issue.record("\(found)")
            return
        }
        #expect(reckoned - recorded == .hours(1))
    }
}
