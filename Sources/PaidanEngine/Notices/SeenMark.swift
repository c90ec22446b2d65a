package import PaidanCore

/// 已看: an account says which notices it has seen. Nobody else's are touched.
package struct SeenMark: Sendable {
    package enum Which: Hashable, Sendable {
        /// This one and every older one.
        case upTo(Int64)
        /// Those, and no other.
        case these([Int64])
    }

    package let which: Which
    package let actor: Actor

    package init(_ which: Which, by actor: Actor) {
        self.which = which
        self.actor = actor
    }

    /// How many can be marked one by one at once.
    package static let numbersMax = 200
}

extension Engine {
    /// What the account may not see, or comes later, is not marked with what it has seen.
    func note(_ mark: SeenMark) throws {
        let principal = mark.actor.principal
        let newest = try store.notices(for: NoticeFilter(of: mark.actor, limit: 1)).first?.number
        guard let newest else { return }
        switch mark.which {
        case .upTo(let number): try store.markSeen(upTo: min(number, newest), by: principal)
        case .these(let numbers):
            for number in numbers { try store.markSeen(number, by: principal) }
            // Single marks do not pile up: when nothing is left, one mark says so.
            if try UnseenNotices.count(in: store, for: mark.actor) == 0 {
                try store.markSeen(upTo: newest, by: principal)
            }
        }
    }
}
