import Testing

@testable import PaidanCore

/// What happens on a site, and who of the staff is told of it.
@Suite struct WhoIsToldTests {
    private static func underway() throws -> Story {
        try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
    }

    private static func told(_ notice: Notice, _ story: Story, _ act: (inout Story) throws -> Void) rethrows -> [Role]?
    {
        var story = story
        let before = story.notices.count
        try act(&story)
        return story.notices.dropFirst(before).contains(notice) ? story.audiences[notice] : nil
    }

    private static let everybody: [Role] = [
        .specialist, .siteLead, .inspector, .designer, .furnishingDesigner, .homeConsultant,
    ]

    // MARK: Projects

    @Test func ofAProject() throws {
        let planned = try Samples.project(.test(), Samples.plan)
        let underway = try Self.underway()
        var standing = underway
        try standing.act(.suspend(reason: "r", until: standing.now + .days(9)))
        let ending = try Samples.projects(.test())[11]
        let awaiting = try Samples.projects(.test())[6]

        let opened = try Self.told(.projectOpened, Story()) { try $0.open(RenovationProject.self, .test()) }
        #expect(opened == [.specialist, .siteLead])
        #expect(
            try Self.told(.worksStarted, planned) { try $0.act(.startWorks(resourcesReady: true)) } == [
                .specialist, .siteLead, .inspector,
            ])
        #expect(
            try Self.told(.projectSuspended, underway) { try $0.act(.suspend(reason: "r", until: $0.now + .days(9))) }
                == Self.everybody)
        #expect(try Self.told(.projectResumed, standing) { try $0.act(.resume(dates: nil)) } == Self.everybody)
        #expect(
            try Self.told(.projectCancelled, underway) { try $0.act(.cancelProject(reason: "r", settlement: "s")) }
                == Self.everybody + [.cashier])
        #expect(try Self.told(.paymentDue, ending) { try $0.pass(.final) } == [.cashier, .specialist])
        #expect(
            try Self.told(.paymentDue, awaiting) {
                try $0.act(.issuePaymentNotice(noticeNo: "J", amount: 1, payBy: nil))
            } == [.cashier])
        #expect(try Self.told(.surveyToVerify, awaiting) { try $0.act(Samples.settled) } == [.specialist])
        for (amount, told) in [(3_000_000, nil), (2_999_999, [Role.supervisor])] {
            var noticed = awaiting
            try noticed.act(.issuePaymentNotice(noticeNo: "J", amount: amount, payBy: nil))
            let heard = try Self.told(.paymentDiffers, noticed) { try $0.act(Samples.settled) }
            #expect(heard == told)
        }
        #expect(try Self.told(.surveyToVerify, awaiting) { try $0.act(Samples.settledWithoutSurvey) } == nil)
        let warranty = try Samples.projects(.test())[8]
        #expect(try Self.told(.warrantyOver, warranty) { try $0.wait(until: .monday + .days(701)) } == [.specialist])
    }

    // MARK: Whom a date concerns

    private static func planned(_ seats: (inout RenovationProject.Opening) -> Void) throws -> Story {
        var opening = RenovationProject.Opening(customer: .somebody, contractNo: "HT-1")
        seats(&opening)
        var story = Story(.test())
        try story.open(RenovationProject.self, opening)
        try story.act(Samples.plan)
        return story
    }

    /// A duty to tell somebody whom the works do not have is nobody's.
    @Test func nobodyHasToTellWhomTheTeamDoesNotHave() throws {
        let alone = try Self.planned { _ in }
        let furnished = try Self.planned { $0.furnishingDesigner = .desk }
        let always: [Party] = [.customer, .siteLead, .inspector]

        #expect(alone.node(.final).notices.map(\.party) == always)
        #expect(alone.node(.midTerm).notices.map(\.party) == always)
        #expect(furnished.node(.final).notices.map(\.party) == [.customer, .siteLead, .furnishingDesigner, .inspector])
        #expect(alone.flaws == [] && furnished.flaws == [])
    }

    /// RSC-01: a store has its home consultant, and a furnishing designer where the works have one.
    @Test func aStoreHearsOfAnotherDateThroughWhomTheTeamHas() throws {
        func told(_ seats: (inout RenovationProject.Opening) -> Void) throws -> [Party] {
            var story = try Self.planned(seats)
            try story.act(
                .mainMaterial, .requestReschedule(scheduledFor: .monday + .days(30), mover: .siteLead, reason: nil))
            try story.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
            return story.node(.mainMaterial).notices.map(\.party)
        }

        #expect(try told { _ in } == [.customer, .homeConsultant])
        #expect(try told { $0.furnishingDesigner = .desk } == [.customer, .homeConsultant, .furnishingDesigner])
    }

    /// Who joins the works hears of the dates that are set from then on.
    @Test func whoJoinsTheTeamHearsOfTheNextDate() throws {
        var story = try Self.planned { _ in }
        try story.act(
            .assignTeam(
                siteLead: nil, inspector: nil, decorationDesigner: .desk, furnishingDesigner: nil, homeConsultant: nil))
        #expect(!story.node(.midTerm).notices.map(\.party).contains(.decorationDesigner))

        try story.act(
            .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: .siteLead, reason: "r"))
        try story.act(.midTerm, .approveReschedule(scheduledFor: nil, verifiedByCall: true))

        #expect(story.node(.midTerm).notices.map(\.party) == [.customer, .decorationDesigner, .inspector])
    }

    // MARK: Acceptances

    @Test func ofAnAcceptance() throws {
        let underway = try Self.underway()
        var (told, accepting, asked) = (underway, underway, underway)
        try told.act(.midTerm, .notifyParties(parties: told.node(.midTerm).untold, channel: .phone))
        try accepting.act(.midTerm, .beginAcceptance(present: [.customer]))
        try asked.act(
            .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: .siteLead, reason: "r"))

        #expect(
            try Self.told(.changeRequested, underway) {
                try $0.act(
                    .midTerm, .requestReschedule(scheduledFor: .monday + .days(35), mover: .siteLead, reason: "r"))
            } == [.specialist])
        #expect(
            try Self.told(.changeRejected, asked) { try $0.act(.midTerm, .rejectReschedule(reason: "r")) } == [
                .siteLead
            ])
        #expect(
            try Self.told(.nodeDated, asked) {
                try $0.act(.midTerm, .approveReschedule(scheduledFor: nil, verifiedByCall: true))
            } == [.specialist, .designer, .inspector, .siteLead], "those whom the date concerns, and who asked for it")
        #expect(
            try Self.told(.customerAbsent, told) { try $0.act(.midTerm, .customerDeclines(note: nil)) } == [.specialist]
        )
        #expect(
            try Self.told(.goodsMissing, underway) {
                try $0.act(.materialArrival, .goodsNotArrived(reason: "r", department: nil))
            } == [.specialist, .supervisor])
        #expect(
            try Self.told(.acceptanceFailed, accepting) { try $0.act(.midTerm, .test(passed: false)) } == [
                .siteLead, .specialist,
            ])
        var absent = underway
        try absent.act(.midTerm, .beginAcceptance(present: [.inspector]))
        #expect(
            try Self.told(.absenceToConfirm, absent) { try $0.act(.midTerm, .test(passed: true)) } == [.specialist])
    }

    @Test func ofWhatADepartmentPutsRight() throws {
        var rework = try Self.underway()
        try rework.act(.midTerm, .beginAcceptance(present: [.customer]))
        try rework.act(.midTerm, .test(passed: false, department: .engineering))

        let done = try Self.told(.reworkReported, rework) {
            try $0.act(.engineering, .reportDone(result: "r", cause: "c", responsible: nil))
        }
        let returned = try Self.told(.misrouted, rework) {
            try $0.act(.engineering, .returnMisrouted(reason: "r", suggestedDept: nil))
        }

        #expect(done == [.siteLead, .specialist] && returned == [.siteLead, .specialist])
        var missed = rework
        try missed.act(.engineering, .accept(promisedDate: missed.now + .hours(1)))
        try missed.wait(.hours(2))
        try missed.act(.engineering, .newPromise(date: missed.now + .hours(1)))
        #expect(try Self.told(.escalated, missed) { try $0.wait(.hours(2)) } == [.leader])
    }

    // MARK: Supplies

    @Test func ofASupply() throws {
        let stories = try Samples.supplies(.test())
        let (requested, confirmed, adjusted) = (stories[0], stories[1], stories[2])
        let store: [Role] = [.homeConsultant, .furnishingDesigner]

        #expect(
            try Self.told(.supplyAnswered, requested) {
                try $0.act(.confirmSupply(shipOn: .monday + .days(19), arriveOn: .monday + .days(21)))
            } == [.specialist])
        #expect(
            try Self.told(.supplyChanged, requested) {
                try $0.act(.confirmSupply(shipOn: $0.now + .days(4), arriveOn: $0.now + .days(5)))
            } == [.siteLead, .specialist], "another day than the site needs")
        #expect(
            try Self.told(.supplyChanged, confirmed) {
                try $0.act(
                    .proposeChange(shipOn: $0.now + .days(6), arriveOn: $0.now + .days(7), reason: "r"))
            } == [.siteLead, .specialist])
        #expect(
            try Self.told(.supplyChanged, adjusted) { try $0.act(.acceptChange(customerTold: true)) } == [
                .homeConsultant
            ])
        #expect(
            try Self.told(.supplyRequested, adjusted) { try $0.act(.rejectChange(reason: "r")) } == [.homeConsultant])
        #expect(
            try Self.told(.goodsShipped, confirmed) { try $0.act(.ship(note: nil)) } == [.specialist, .siteLead])
        #expect(
            try Self.told(.supplyCancelled, confirmed) { try $0.act(.cancelSupply(reason: "r")) } == [.homeConsultant])
        #expect(
            try Self.told(.supplyCancelled, confirmed) {
                try $0.act(.cancelProject(reason: "r", settlement: "s"))
            } == nil, "everybody hears of the project")
        #expect(
            try Self.told(.supplyRequested, confirmed) {
                try $0.act(.siteLeadChangesDate(neededOn: $0.now + .days(25), reason: nil))
            } == store)
        var standing = confirmed
        try standing.act(.suspend(reason: "r", until: standing.now + .days(9)))
        #expect(try Self.told(.supplyRequested, standing) { try $0.act(.resume(dates: nil)) } == nil, "nothing moves")
        try standing.wait(.days(3))
        #expect(try Self.told(.supplyRequested, standing) { try $0.act(.resume(dates: nil)) } == store)
        var moved = confirmed
        try moved.act(
            .mainMaterial, .requestReschedule(scheduledFor: .monday + .days(30), mover: .siteLead, reason: nil))
        #expect(
            try Self.told(.supplyRequested, moved) {
                try $0.act(.mainMaterial, .approveReschedule(scheduledFor: nil, verifiedByCall: nil))
            } == store)
    }

    /// Later than five days before: the site's as well as the store's.
    @Test func ofALateChange() throws {
        var (site, store) = (try Samples.supplies(.test())[1], try Samples.supplies(.test())[1])
        try site.wait(until: "2026-03-19T00:00:00.001+08:00")
        try store.wait(until: store.supply.promise.map { $0.shipOn - .hours(47) } ?? store.now)

        let bySite = try Self.told(.lateChange, site) {
            try $0.act(.siteLeadChangesDate(neededOn: "2026-03-25T10:00:00+08:00", reason: nil))
        }
        let byStore = try Self.told(.lateChange, store) {
            try $0.act(.proposeChange(shipOn: $0.now + .days(3), arriveOn: $0.now + .days(4), reason: "r"))
        }

        #expect(bySite == [.supervisor] && byStore == [.supervisor])
    }

    @Test func nobodyIsAskedToTellOthersWhoMayNot() {
        let idle: [(Notice, Role, String)] = [
            (.leadAssigned, .salesperson, "客源已派给设计师"), (.nodeDated, .inspector, "验收日期已定"),
            (.supplyChanged, .homeConsultant, "发货时间有调整"),
        ]
        for (notice, role, text) in idle { #expect(notice.label(for: role).zh == text) }
        let busy: [(Notice, Role)] = [
            (.leadAssigned, .designer), (.nodeDated, .specialist), (.supplyChanged, .siteLead),
        ]
        for (notice, role) in busy {
            #expect(notice.label(for: role) == notice.label)
        }
    }
}
