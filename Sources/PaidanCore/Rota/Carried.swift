/// What a designer takes along who comes back to a rota, or stands on the one that follows it: leaving ends no suspension (PEN-03,
/// C2) and gives nobody a turn. Stored with the fact.
package struct Carried: Codable, Hashable, Sendable {
    package let designer: Account
    package let ahead: Int
    package internal(set) var suspended: Int
    package let isWithheld: Bool
    package let capacity: Int?
    package let lastTurn: Int
    package let signings: Int
    package let losses: Int
    /// The round in which this was so.
    package let round: Int

    init(_ standing: Standing, in round: Int) {
        designer = standing.designer
        ahead = standing.ahead
        suspended = standing.suspended
        isWithheld = standing.isWithheld
        capacity = standing.capacity
        lastTurn = standing.lastTurn
        signings = standing.signings
        losses = standing.losses
        self.round = round
    }

    /// Of somebody who has not stood on it yet.
    package init(
        designer: Account, ahead: Int = 0, suspended: Int = 0, isWithheld: Bool = false, capacity: Int? = nil,
        lastTurn: Int = 0, signings: Int = 0, losses: Int = 0, round: Int = 1
    ) {
        self.designer = designer
        self.ahead = ahead
        self.suspended = suspended
        self.isWithheld = isWithheld
        self.capacity = capacity
        self.lastTurn = lastTurn
        self.signings = signings
        self.losses = losses
        self.round = round
    }
}

extension Standing {
    /// The rounds that went by meanwhile are over for whoever was away, too.
    init(_ carried: Carried, in round: Int) {
        self.init(carried.designer)
        let passed = max(0, round.minus(carried.round))
        ahead = Self.aheads.clamped(carried.ahead > 0 ? max(0, carried.ahead.minus(passed)) : carried.ahead)
        suspended = carried.suspended
        isWithheld = carried.isWithheld
        capacity = carried.capacity
        lastTurn = carried.lastTurn
        signings = Self.counts.clamped(carried.signings)
        losses = Self.counts.clamped(carried.losses)
    }

    /// A leave that is noted again over the same days is put right; others stand beside it, and past ones are over.
    mutating func note(_ leave: Leave, besides: Bool, at moment: Instant) {
        leaves = besides ? leaves.filter { !$0.overlaps(leave) && $0.until > moment } + [leave] : [leave]
    }

    /// More than anybody is ever ahead or behind: each is a round to be gone through.
    static let aheads = -10_000...10_000
    /// More leads than anybody ever signs.
    private static let counts = 0...1_000_000
}

extension Standings {
    /// Everybody who stands on it or stood on it.
    package var carried: [Carried] { designers.map { Carried($0, in: round) } + departed }

    /// As the branch's former rota was left.
    mutating func follow(_ former: Rota.Former) {
        round = max(1, former.round)
        turns = max(0, former.turns)
        departed = Array(former.carried.suffix(Self.designersMax))
    }

    mutating func leave(_ designer: Account) {
        guard let standing = self[designer] else { return }
        designers.removeAll { $0.designer == designer }
        depart(Carried(standing, in: round))
    }

    mutating func join(_ designer: Account, _ carried: Carried?) {
        departed.removeAll { $0.designer == designer }
        designers.append(carried.map { Standing($0, in: round) } ?? Standing(designer))
    }

    /// Who is not on the rota serves it after having joined.
    mutating func suspend(_ designer: Account, for rounds: Int) {
        if self[designer] != nil { return update(designer) { $0.suspended = $0.suspended.plus(rounds) } }
        var away = departed.first { $0.designer == designer } ?? Carried(designer: designer, round: round)
        away.suspended = away.suspended.plus(rounds)
        depart(away)
    }

    private mutating func depart(_ carried: Carried) {
        departed.removeAll { $0.designer == carried.designer }
        departed.append(carried)
        guard departed.count > Self.designersMax else { return }
        departed.remove(at: departed.firstIndex { $0.suspended <= 0 } ?? 0)
    }
}

extension ClosedRange<Int> {
    func clamped(_ number: Int) -> Int { Swift.min(Swift.max(number, lowerBound), upperBound) }
}
