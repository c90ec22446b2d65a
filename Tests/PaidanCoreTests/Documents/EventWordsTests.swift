import Testing

@testable import PaidanCore

/// The history has words of its own for every fact.
@Suite struct EventWordsTests {
    @Test func everyFactOfAKindIsCalledDifferently() {
        func check<K: TicketKind>(_: K.Type, _ events: [K.Event]) {
            let labels = events.map(\.label)
            #expect(Set(labels.map(\.zh)).count == events.count, "\(K.kind)")
            #expect(Set(labels.map(\.en)).count == events.count, "\(K.kind)")
        }
        check(Complaint.self, EventSamples.complaint)
        check(DepartmentDispatch.self, EventSamples.dispatch)
        check(OpinionIssue.self, EventSamples.opinion)
        check(CallTask.self, EventSamples.call)
        check(Lead.self, EventSamples.lead)
        check(Rota.self, EventSamples.rota)
        check(RenovationProject.self, EventSamples.project)
        check(AcceptanceNode.self, EventSamples.node)
        check(SupplyRequest.self, EventSamples.supply)
    }
}
