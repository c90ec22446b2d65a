import Testing

@testable import PaidanCore

/// What a page offers first is something that can be done.
@Suite struct UsualTests {
    @Test(arguments: Kind.allCases)
    func whatIsUsualIsAStepOfAPersonFromThere(_ kind: Kind) {
        func check<K: TicketKind>(_: K.Type) {
            for phase in K.Phase.allCases {
                for verb in K.usual(in: phase) {
                    let row = K.table[verb]
                    #expect(row.from.contains(phase), "\(kind) \(phase) \(verb)")
                    let isForPeople = row.roles.contains(where: \.isPerson)
                    #expect(isForPeople, "\(kind) \(phase) \(verb)")
                }
            }
        }
        check(kind.type)
    }

    /// Of a renovation somebody has a next step until the warranty runs.
    @Test func aRenovationAlwaysHasOne() {
        for phase in RenovationProject.Phase.allCases where !phase.isEnd && phase != .inWarranty {
            #expect(!RenovationProject.usual(in: phase).isEmpty, "\(phase)")
        }
        for phase in AcceptanceNode.Phase.allCases where !phase.isEnd {
            #expect(!AcceptanceNode.usual(in: phase).isEmpty, "\(phase)")
        }
        for phase in SupplyRequest.Phase.allCases where !phase.isEnd {
            #expect(!SupplyRequest.usual(in: phase).isEmpty, "\(phase)")
        }
    }
}
