import Testing

@testable import PaidanCore

/// 交接凭证: forwarded, delivered, accepted, done.
@Suite struct HandOverTests {
    private func handOver(_ story: Story, _ department: Department) throws -> HandOver {
        let id = try #require(story.dispatches.last { story[dispatch: $0].department == department })
        return HandOver(of: try story.replay(DepartmentDispatch.self, id))
    }

    @Test func theFourFactsHaveTheirMoments() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(.minutes(10))
        try story.act(.engineering, .delivered(receipt: "lease:7.3"))
        try story.wait(.minutes(20))
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(5)))
        try story.wait(.hours(1))
        try story.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))

        let handOver = try handOver(story, .engineering)

        #expect(handOver.forwarded == .monday)
        #expect(handOver.delivered == .monday + .minutes(10))
        #expect(handOver.accepted == .monday + .minutes(30))
        #expect(handOver.ended == .monday + .minutes(90))
        #expect(handOver.end == .done)
        #expect(handOver.dates == [.monday + .hours(5)])
        #expect(handOver.attempts == 3)
    }

    @Test func whoeverOfTheDepartmentAcceptsHasTakenDelivery() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.wait(.minutes(10))
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(5)))

        let handOver = try handOver(story, .engineering)

        #expect(handOver.delivered == handOver.accepted)
        #expect(handOver.receipt == "desk:desk")
        #expect(handOver.attempts == 0)
    }

    @Test func missesAndNewDatesAreCounted() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(1)))
        try story.wait(.hours(2))
        try story.act(.engineering, .newPromise(date: .monday + .hours(4)))

        let handOver = try handOver(story, .engineering)

        #expect(handOver.misses == 1)
        #expect(handOver.dates == [.monday + .hours(1), .monday + .hours(4)])
        #expect(handOver.end == nil)
    }

    @Test func aMatterThatIsKickedAroundIsCounted() throws {
        var story = try Story.complaint()
        for department in [Department.engineering, .materials, .engineering] {
            try story.act(.forward(departments: [department]))
            try story.wait(.minutes(5))
            try story.act(department, .returnMisrouted(reason: "r", suggestedDept: nil))
        }
        try story.act(.forward(departments: [.furniture]))

        let sent = try story.replay(Complaint.self).sent

        #expect(sent.map(\.department) == [.engineering, .materials, .engineering, .furniture])
        #expect(PingPong(sent).returned == 3)
        #expect(PingPong(sent).backAgain == 1)
        #expect(sent.map { $0.promise?.text } == (1...4).map { "forward:\(sent[$0 - 1].department.code):\($0)" })
    }

    /// For the target the part ends where it went back; for its own complaint it goes on.
    @Test func whatCameAfterAnUndoneMergerIsNoneOfTheTargets() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        let target = try story.open()
        try story.act(.mergeDuplicate(targetID: target))
        try story.wait(.minutes(10))
        try story.act(.unmerge(reason: "r"))
        try story.wait(.hours(1))
        try story.act(.engineering, .accept(promisedDate: .monday + .hours(5)))

        let replay = try story.replay(DepartmentDispatch.self, story.dispatches[0])
        let (before, leftAt) = try #require(replay.before(leaving: target))
        let account = TimeAccount(of: before, at: story.now, leftAt: leftAt, by: story.course)

        #expect(leftAt == .monday + .minutes(10))
        #expect(HandOver(of: before).accepted == nil && HandOver(of: replay).accepted != nil)
        #expect(account.until == leftAt && account.isEnded && account.clockTime == .minutes(10))
        #expect(replay.before(leaving: story.complaints[0]) == nil, "it came back")
    }

    @Test func whatAMergerTookAndGaveBackIsStillKnown() throws {
        var story = try Story.complaint()
        try story.act(.forward(departments: [.engineering]))
        try story.open()
        try story.act(.mergeDuplicate(targetID: story.complaints[1]))
        let taken = try story.replay(Complaint.self, story.complaints[1]).sent
        try story.act(.unmerge(reason: "r"))
        let givenBack = try story.replay(Complaint.self, story.complaints[1]).sent

        #expect(taken.map(\.dispatch) == story.dispatches)
        #expect(taken.map { $0.promise?.text } == ["forward:engineering:1"])
        #expect(givenBack.map(\.dispatch) == story.dispatches)
    }
}
