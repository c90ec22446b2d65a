/// 无悬案证明: under this policy no ticket is forgotten.
///
/// Each machine is walked by its own code, `decide`, `apply` and the reconciler of clocks, from its openings
/// (`TicketKind.examples`), by every command that the table has in a state (`CommandSampler`), by each kind of actor that it
/// names, and by every clock that runs out, until nothing new is met. Two tickets are the same situation when they agree in
/// state, holder, running clocks and `gist`.
///
/// **Proved** of every situation met, which a test compares with those of random plays of whole companies:
/// 1. an open state has a holder: departments that hold it are known to the policy;
/// 2. a clock runs that goes on while the state lasts, or the machine says why none has to (`unwatched`); promises to the
///    customer that may be kept at any time (`passingClocks`) do not count;
/// 3. commands that somebody may give under this policy, and clocks, lead to an end, without those that give the matter up
///    (`lastResorts`);
/// 4. a department gets a complaint only after T-01 or T-01b began to count for it (CMP-05).
///
/// **Not proved**: that people act. A clock that has run out counts as running: the ticket stands on the lists as late until
/// its state is left. Limits are taken as given or not given, whatever their length. What other tickets tell is taken as
/// possible at any time; that a complaint's dispatch tells it how it ended is the business of the tests of linked tickets.
package struct NoOrphanProof: Sendable {
    package let machines: [ProvenMachine]

    package init(of policy: Policy) {
        machines = Kind.allCases.map { Self.machine($0.type, policy) }
    }

    /// Empty when the policy holds.
    package var flaws: [OrphanFlaw] { machines.flatMap(\.flaws) }
    package var states: Int { machines.reduce(0) { $0 + $1.states.count } }
    package var situations: Int { machines.flatMap(\.states).reduce(0) { $0 + $1.situations } }

    private static func machine<K: TicketKind>(_: K.Type, _ policy: Policy) -> ProvenMachine {
        var walk = OrphanWalk<K>(policy)
        walk.run()
        return walk.proven
    }
}
