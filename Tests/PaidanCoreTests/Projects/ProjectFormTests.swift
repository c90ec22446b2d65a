import Testing

@testable import PaidanCore

/// The papers of a renovation (施工计划, 产品合同, 送货通知, 委托验收协议, 配套文件, 交款通知单, 保修单), each with the step that needs it.
@Suite struct ProjectFormTests {
    private static func underway() throws -> Story {
        try Samples.project(.test(), Samples.plan, .startWorks(resourcesReady: true))
    }

    private static func awaitingPayment() throws -> Story { try Samples.projects(.test())[6] }

    private static func settled(
        amount: Int = 3_000_000, from startsAt: Instant?, until endsAt: Instant
    ) -> RenovationProject.Command {
        .settle(
            amount: amount, receiptNo: "R-1", warrantyEndsAt: endsAt, warrantyCardNo: "W-1", score: nil, answers: nil,
            points: nil, surveyDeclined: true, warrantyStartsAt: startsAt, warrantyScope: "pipes")
    }

    // MARK: 施工计划 (PROJ-10, PROJ-22)

    private static func plan(_ risks: [RenovationProject.Risk]) -> RenovationProject.Command {
        .approvePlan(
            materialArrivalOn: nil, hiddenWorksOn: nil, midTermOn: nil, finalOn: nil, shipments: nil, planNo: "SG-1",
            finishOn: .monday + .days(60), terms: "turnkey", risks: risks)
    }

    @Test func aPlanSaysWhatIsAgreedAndWhatMayGoWrong() throws {
        let risk = RenovationProject.Risk(risk: "rain", measure: "inside first", owner: .desk)
        let story = try Samples.project(.test(), Self.plan([risk]))

        #expect(story.project.plan?.planNo == "SG-1")
        #expect(story.project.plan?.finishOn == .monday + .days(60))
        #expect(story.project.plan?.risks == [risk])
        #expect(try Samples.project(.test(), Samples.plan).project.plan == nil, "dates are enough")
    }

    @Test func aRiskBelongsToOneOfTheStaff() throws {
        let nobody = RenovationProject.Risk(risk: "rain", measure: "m", owner: Account(unchecked: "nobody"))
        var story = try Samples.project(.test())

        #expect(throws: Refusal.because(.noSuchColleague)) { try story.act(Self.plan([nobody])) }
        let one = RenovationProject.Risk(risk: "r", measure: "m", owner: nil)
        let most = RenovationProject.risksMax
        #expect(throws: Refusal.because(.tooMany)) {
            try story.act(Self.plan(Array(repeating: one, count: most + 1)))
        }
        try story.act(Self.plan(Array(repeating: one, count: most)))
    }

    // MARK: 产品合同 (PROJ-11)

    @Test func theStoreReadsWhatTheProductContractSays() throws {
        var story = try Samples.supplies(.test())[0]
        #expect(story.supply.opening.contract == nil, "its number only")

        try story.act(
            .addShipment(
                productContract: "PC-2", scheduledFor: .monday + .days(25), goods: .furnishing, products: "a kitchen",
                shipOn: .monday + .days(23), store: "S-7"))

        let contract = RenovationProject.ProductContract(
            goods: .furnishing, products: "a kitchen", shipOn: .monday + .days(23), store: "S-7")
        #expect(story.supply.opening.contract == contract)
        #expect(story.project.nodes.last?.contract == contract)
    }

    @Test func whatThePlanSaysOfAContractReachesTheStoreAfterTheHiddenWorks() throws {
        let shipment = RenovationProject.Shipment(
            productContract: "PC-1", scheduledFor: .monday + .days(21), goods: .mainMaterial, store: "S-1")
        var story = try Samples.project(
            .test(),
            .approvePlan(
                materialArrivalOn: .monday + .days(7), hiddenWorksOn: .monday + .days(14), midTermOn: nil,
                finalOn: nil, shipments: [shipment]), .startWorks(resourcesReady: nil))
        try story.pass(.materialArrival)
        try story.pass(.hiddenWorks)

        #expect(story.supply.opening.contract == shipment.contract)
    }

    // MARK: 送货通知 (PROJ-02)

    @Test func theNoticeOfADeliveryComesWithTheDateOfTheArrival() throws {
        var story = try Self.underway()
        let notice = AcceptanceNode.Command.reportDate(
            scheduledFor: .monday + .days(7), noticeNo: "S-1", material: "tiles", noticedAt: .monday)

        #expect(throws: Refusal.because(.bringsNoGoods)) { try story.act(.hiddenWorks, notice) }
        try story.act(.materialArrival, notice)
        #expect(story.node(.materialArrival).delivery?.noticeNo == "S-1")
        #expect(story.node(.materialArrival).delivery?.noticedAt == .monday)
    }

    @Test func aDeliveryIsNotHeardOfInTheFuture() throws {
        var story = try Self.underway()

        #expect(throws: Refusal.because(.inTheFuture)) {
            try story.act(
                .materialArrival,
                .reportDate(
                    scheduledFor: .monday + .days(7), noticeNo: nil, material: nil,
                    noticedAt: story.now + Span(milliseconds: 1)))
        }
        try story.act(
            .materialArrival,
            .reportDate(scheduledFor: .monday + .days(7), noticeNo: nil, material: nil, noticedAt: story.now))
    }

    // MARK: 主材委托验收协议 (PROJ-14)

    @Test func aProxyAgreementNamesTheProxyAndItsScope() throws {
        var story = try Self.underway()

        try story.act(
            .mainMaterial,
            .signProxy(
                proxyName: "p", agreementNo: "A-1", byInspector: nil, proxyPhone: "139", scope: "all tiles",
                signedAt: .monday))

        let proxy = story.node(.mainMaterial).proxy
        #expect(proxy?.phone == "139" && proxy?.scope == "all tiles" && proxy?.signedAt == .monday)
    }

    // MARK: 验收单 (PROJ-18)

    private static func result(_ passed: Bool, _ items: [Bool]) -> AcceptanceNode.Command {
        .recordResult(
            passed: passed, checklist: nil, defects: passed ? nil : ["hollow"], department: nil, signed: true,
            documentNo: nil, results: items.map { AcceptanceNode.ItemResult(item: "i", passed: $0) })
    }

    @Test func anAcceptanceWithAFailedItemIsNotPassed() throws {
        var story = try Self.underway()
        try story.act(.midTerm, .beginAcceptance(present: [.customer]))

        #expect(throws: Refusal.because(.anItemFailed)) { try story.act(.midTerm, Self.result(true, [true, false])) }
        #expect(throws: Refusal.because(.tooMany)) {
            try story.act(.midTerm, Self.result(true, Array(repeating: true, count: 65)))
        }
        var failed = story
        try failed.act(.midTerm, Self.result(false, [true, false]))
        #expect(failed.node(.midTerm).phase == .rework)
        #expect(failed.node(.midTerm).results.map(\.passed) == [true, false])
        try story.act(.midTerm, Self.result(true, [true, true]))
        #expect(story.node(.midTerm).phase == .passed)
    }

    // MARK: 配套文件 (PROJ-06)

    @Test(arguments: [(nil, "DOC-1"), ("DOC-2", "DOC-2")] as [(String?, String)])
    func theAbsentCustomerConfirmsThePaperThatWasWritten(_ named: String?, _ confirmed: String) throws {
        var story = try Self.underway()
        try story.act(.materialArrival, .beginAcceptance(present: [.inspector]))
        try story.act(.materialArrival, .test(passed: true))

        try story.act(
            .materialArrival, .customerConfirms(note: nil, documentNo: named, channel: .phone, signed: nil))

        #expect(
            story.node(.materialArrival).confirmation
                == AcceptanceNode.Confirmation(documentNo: confirmed, channel: .phone, isSigned: false))
    }

    // MARK: 交款通知单, 保修单 (PAY-01, PAY-03)

    @Test(arguments: [(3_000_000, true), (2_999_999, false)])
    func whatIsPaidIsComparedWithThePaymentNotice(_ paid: Int, _ isAsNotified: Bool) throws {
        var story = try Self.awaitingPayment()
        try story.act(.issuePaymentNotice(noticeNo: "J-1", amount: 3_000_000, payBy: story.now + .days(7)))
        #expect(story.project.phase == .awaitingPayment)
        #expect(story.notices.last == .paymentDue)

        try story.act(Self.settled(amount: paid, from: nil, until: story.now + .days(700)))

        #expect(story.project.settlement?.isAsNotified == isAsNotified)
    }

    @Test func withoutAPaymentNoticeNothingIsCompared() throws {
        var story = try Self.awaitingPayment()
        let now = story.now

        try story.act(Self.settled(from: nil, until: now + .days(700)))

        #expect(story.project.settlement?.isAsNotified == nil)
        #expect(story.project.settlement?.warrantyStartsAt == now, "from the settlement on")
        #expect(story.project.settlement?.warrantyScope == "pipes")
    }

    @Test func aPaymentNoticeIsToBePaidAhead() throws {
        var story = try Self.awaitingPayment()

        #expect(throws: Refusal.because(.inThePast)) {
            try story.act(.issuePaymentNotice(noticeNo: "J-1", amount: 1, payBy: story.now))
        }
        #expect(throws: Refusal.because(.balanceOutOfRange)) {
            try story.act(.issuePaymentNotice(noticeNo: "J-1", amount: -1, payBy: nil))
        }
    }

    @Test func aWarrantyBeginsBeforeItEnds() throws {
        var story = try Self.awaitingPayment()
        let end = story.now + .days(700)

        #expect(throws: Refusal.because(.warrantyEndsFirst)) { try story.act(Self.settled(from: end, until: end)) }
        try story.act(Self.settled(from: story.now - .days(3), until: end))
        #expect(story.project.settlement?.warrantyStartsAt == story.now - .days(3))
    }
}
