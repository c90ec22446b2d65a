/// Choosing whose turn it is.
extension Standings {
    /// What a lead asks of the rota.
    package struct Pass: Hashable, Sendable {
        package let now: Instant
        /// When the customer is expected or the flat is to be measured, if that is agreed already.
        package let appointment: Instant?
        /// Who had the lead before and does not get it again.
        package let formers: [Account]
        /// The regulation's figure for leads in hand.
        package let capacity: Int
        /// Whether the better signer comes first in a round.
        package let ranksByAbility: Bool
        /// Who is on the rota and has left the company (LEAD-10, LEAD-14).
        package let left: [Account]
        /// Whether a choice where nobody could take the lead is a pass as well.
        package let forcedCounts: Bool

        package init(
            now: Instant, appointment: Instant? = nil, formers: [Account] = [], capacity: Int, ranksByAbility: Bool,
            left: [Account] = [], forcedCounts: Bool = true
        ) {
            self.now = now
            self.appointment = appointment
            self.formers = formers
            self.capacity = capacity
            self.ranksByAbility = ranksByAbility
            self.left = left
            self.forcedCounts = forcedCounts
        }
    }

    /// Two appointments of one designer lie at least this far apart (LEAD-10, assumption).
    package static let appointmentLength = Span.hours(2)

    /// - Parameter named: the dispatcher's own choice; nil takes whose turn it is.
    /// - Returns: nil when nobody can take it, or when whoever is named is not on the rota.
    package func choice(for pass: Pass, named: Account? = nil, rota: TicketID) -> (Account, DispatchReceipt)? {
        let (offered, rolled, ended) = offer(for: pass)
        guard let designer = named ?? offered, self[designer] != nil else { return nil }
        // A choice of one's own ends no round and is no pass; whoever has been served gets the next turn later.
        let isOffer = designer == offered
        var (after, rounds) = isOffer ? (rolled, ended) : (self, 0)
        if isOffer { after.passOver(for: pass) }
        if offered == nil, pass.forcedCounts, isOnlySuspended(designer, for: pass) {
            rounds = after.serve(designer, for: pass)
        } else {
            after.update(designer) { $0.ahead = $0.ahead.plus(1) }
        }
        let receipt = DispatchReceipt(
            rota: rota, round: after.round, roundsEnded: rounds, candidates: rolled.candidates(for: pass),
            offered: offered, capacity: pass.capacity, ranksByAbility: pass.ranksByAbility,
            forcedCounts: pass.forcedCounts ? true : nil, before: places, after: after.places(taking: designer))
        return (designer, receipt)
    }

    private func isOnlySuspended(_ designer: Account, for pass: Pass) -> Bool {
        self[designer].map { $0.suspended > 0 && hindrance(of: $0, for: pass) == nil } ?? false
    }

    /// Where nobody can take leads but for a suspension, the lead that a dispatcher gives out all the same is a round of it: else it
    /// would never end (PEN-03).
    /// - Returns: how many rounds have ended.
    private mutating func serve(_ designer: Account, for pass: Pass) -> Int {
        var ended = 1
        while let ahead = self[designer]?.ahead, ahead > 0 {
            endRound()
            ended += 1
        }
        passOver(for: pass)
        update(designer) { $0.ahead = $0.ahead.plus(1) }
        endRound()
        return ended
    }

    /// Whose turn it is, after as many rounds have ended as had to.
    private func offer(for pass: Pass) -> (designer: Account?, rolled: Standings, ended: Int) {
        var rolled = self
        var ended = 0
        while true {
            let free = rolled.ordered(for: pass).first { $0.ahead <= 0 && obstacle(of: $0, for: pass) == nil }
            if let free { return (free.designer, rolled, ended) }
            guard rolled.designers.contains(where: { obstacle(of: $0, for: pass) == nil }) else {
                return (nil, self, 0)
            }
            rolled.endRound()
            ended += 1
        }
    }

    /// A lead goes by those who would have had a turn but for their suspension.
    private mutating func passOver(for pass: Pass) {
        for index in designers.indices where designers[index].suspended > 0 && designers[index].ahead <= 0 {
            if hindrance(of: designers[index], for: pass) == nil { designers[index].isPassedOver = true }
        }
    }

    /// Whoever was passed over has served one turn of the suspension. A turn missed for another reason is not made up for.
    private mutating func endRound() {
        round = round.plus(1)
        for index in designers.indices {
            if designers[index].ahead > 0 { designers[index].ahead -= 1 }
            if designers[index].isPassedOver { designers[index].suspended = max(0, designers[index].suspended - 1) }
            designers[index].isPassedOver = false
        }
    }

    /// The better signer first where that counts, then whoever has waited longest, then by account.
    private func ordered(for pass: Pass) -> [Standing] {
        designers.sorted { a, b in
            if pass.ranksByAbility, a.ability != b.ability { return a.ability > b.ability }
            return a.lastTurn == b.lastTurn ? a.designer < b.designer : a.lastTurn < b.lastTurn
        }
    }

    /// Why each of them passes by a lead that nobody can take.
    func passedBy(for pass: Pass) -> [DispatchReceipt.Candidate] { candidates(for: pass) }

    private func candidates(for pass: Pass) -> [DispatchReceipt.Candidate] {
        ordered(for: pass).map { standing in
            let skipped = obstacle(of: standing, for: pass) ?? (standing.ahead > 0 ? .served : nil)
            return DispatchReceipt.Candidate(
                designer: standing.designer, skipped: skipped, ability: standing.ability)
        }
    }

    // MARK: Who can take it

    /// Why somebody cannot take the lead, whoever's turn it is.
    private func obstacle(of standing: Standing, for pass: Pass) -> DispatchReceipt.Skip? {
        if pass.left.contains(standing.designer) { return .left }
        return standing.suspended > 0 ? .suspended : hindrance(of: standing, for: pass)
    }

    /// LEAD-10, LEAD-14, LFU-09.
    private func hindrance(of standing: Standing, for pass: Pass) -> DispatchReceipt.Skip? {
        if pass.left.contains(standing.designer) { return .left }
        if standing.isOnLeave(at: pass.now) { return .onLeave }
        if standing.isWithheld { return .withheld }
        if pass.formers.contains(standing.designer) { return .hadIt }
        if standing.charges.count >= standing.capacity ?? pass.capacity { return .full }
        return collides(standing, pass) ? .appointment : nil
    }

    private func collides(_ standing: Standing, _ pass: Pass) -> Bool {
        guard let wanted = pass.appointment else { return false }
        if standing.isOnLeave(at: wanted) { return true }
        return standing.charges.contains { charge in
            guard let other = charge.appointment else { return false }
            return other < wanted + Self.appointmentLength && wanted < other + Self.appointmentLength
        }
    }

    // MARK: Places

    package var places: [DispatchReceipt.Place] { places(taking: nil) }

    private func places(taking taker: Account?) -> [DispatchReceipt.Place] {
        designers.map { standing in
            DispatchReceipt.Place(
                designer: standing.designer, ahead: standing.ahead, suspended: standing.suspended,
                isPassedOver: standing.isPassedOver,
                load: standing.charges.count + (standing.designer == taker ? 1 : 0))
        }
    }
}
