/// 轮值表: whose turn it is among a branch's designers. A value: the same facts give the same choice for ever.
///
/// A **round** (轮) is one pass over all who may take a lead: each gets one before anybody gets a second. Signing ability
/// (签单能力) is the reference of LEAD-09: it decides who is first in a round, never how many leads somebody gets.
package struct Standings: Hashable, Codable, Sendable {
    /// Counts from 1.
    package internal(set) var round = 1
    /// How many turns were given out.
    package internal(set) var turns = 0
    /// In the order in which they joined.
    package internal(set) var designers: [Standing] = []
    /// Who left, and what they will have again when they come back; at most `designersMax`.
    package internal(set) var departed: [Carried] = []

    package init() {}

    package subscript(designer: Account) -> Standing? { designers.first { $0.designer == designer } }

    mutating func update(_ designer: Account, _ body: (inout Standing) -> Void) {
        guard let index = designers.firstIndex(where: { $0.designer == designer }) else { return }
        body(&designers[index])
    }

    /// The most designers that one branch may have on its rota.
    package static let designersMax = 200
}

/// 一位设计师在轮值表上的位置.
package struct Standing: Hashable, Codable, Sendable {
    package let designer: Account
    /// Turns had in this round; a dispatcher's own choice may put it above one, and below zero one is owed.
    package internal(set) var ahead = 0
    /// 停单: turns to be passed over (LEAD-11, LEAD-12). Counts turns lost, not days; two suspensions add up.
    package internal(set) var suspended = 0
    /// A lead has gone by in this round for the suspension's sake alone.
    package internal(set) var isPassedOver = false
    /// 休假, none of which overlaps another.
    package internal(set) var leaves: [Leave] = []
    /// 没有状态,不予派单 (LEAD-14).
    package internal(set) var isWithheld = false
    /// The most leads at once; nil where the regulation's figure holds.
    package internal(set) var capacity: Int?
    /// The leads in hand.
    package internal(set) var charges: [Charge] = []
    /// The number of the last turn; 0 before the first.
    package internal(set) var lastTurn = 0
    package internal(set) var signings = 0
    package internal(set) var losses = 0

    package init(_ designer: Account) { self.designer = designer }

    package struct Leave: Hashable, Codable, Sendable {
        package let from: Instant
        /// Half open: back at work at this moment.
        package let until: Instant

        func overlaps(_ other: Leave) -> Bool { from < other.until && other.from < until }
    }

    /// How many leaves of one designer lie ahead at most.
    static let leavesMax = 16

    func isOnLeave(at moment: Instant) -> Bool { leaves.contains { $0.from <= moment && moment < $0.until } }

    package struct Charge: Hashable, Codable, Sendable {
        package let lead: TicketID
        package internal(set) var appointment: Instant?
    }

    /// 签单能力: signed of a thousand that ended, with one signed and one lost lead taken for granted, so that a newcomer
    /// begins in the middle.
    package var ability: Int { (signings + 1) * 1_000 / (signings + losses + 2) }
}
