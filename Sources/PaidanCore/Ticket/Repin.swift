/// 改用现行制度: a person moves one running clock of a ticket, of whatever kind, under the policy in force now. Activating a
/// policy moves none.
package struct Repin: Codable, Hashable, Sendable {
    /// `ClockKey.text`.
    package let clock: String
    package let reason: PersonalText

    package init(clock: String, reason: PersonalText) {
        self.clock = clock
        self.reason = reason
    }

    /// The command's name on the wire.
    package static let verb = "repinClock"
    /// The field with the clock's name.
    package static let clock = "clock"
    package static let label = Label("时限改用现行制度", "move a limit under the policy in force")
    /// Whoever may consent to more time (REP-03) or approve what others may not do (LEAD-04, LFU-05): the supervisor and
    /// the supervising leader; and who puts policies in force. `docs/decisions/0021`.
    package static let roles: [Role] = [.supervisor, .leader, .admin]
}

/// The fact: the verdict so far stays, the due moment is reckoned again.
package struct Repinned: Codable, Hashable, Sendable {
    package let clock: ClockKey
    /// The activation under which it had been set.
    package let formerPolicy: Int
    package let policy: Int
    package let reason: PersonalText

    package init(clock: ClockKey, formerPolicy: Int, policy: Int, reason: PersonalText) {
        self.clock = clock
        self.formerPolicy = formerPolicy
        self.policy = policy
        self.reason = reason
    }
}

extension Ticket {
    /// Pure; changes nothing. Refuses by throwing.
    package func decide(_ repin: Repin, under active: ActivePolicy, by actor: Actor) throws(Refusal) -> Repinned {
        guard actor.hasUnboundRole(of: Repin.roles) else { throw .notYours(verb: Repin.verb, needs: Repin.roles) }
        guard let entry = ClockKey(text: repin.clock).flatMap({ ledger[$0] }), entry.isRunning,
            let spec = state.clocks.first(where: { $0.key == entry.key })
        else { throw .because(.noSuchClock) }
        try require(entry.policy != active.number, .alreadyUnderPolicy)
        try require(spec.dueInstant(under: active.policy) != nil, .notPromised)
        return Repinned(clock: entry.key, formerPolicy: entry.policy, policy: active.number, reason: repin.reason)
    }
}

extension Refusal.Reason {
    static let noSuchClock = Self("no-such-clock", "没有这个正在计时的时限", "no such limit is running")
    static let alreadyUnderPolicy = Self(
        "already-under-policy", "该时限已按现行制度计时", "this limit is under the policy in force already")
    static let notPromised = Self(
        "not-promised", "现行制度没有这个时限", "the policy in force makes no such promise")
}
