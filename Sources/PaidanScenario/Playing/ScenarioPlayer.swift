internal import PaidanCore
package import PaidanEngine

/// Plays a scenario: the real engine on a store in memory, in time that passes as the lines say. Every clock fires at its
/// moment; nothing depends on when or where it is played.
package final class ScenarioPlayer {
    let scenario: Scenario
    let engine: Engine
    let store: any Store
    var now: Instant
    var calendar: WorkCalendar
    var labels: [String: TicketID] = [:]
    /// The labels of what is repeated, while it is on its way.
    var copies: [RepeatedPlace: [String: TicketID]] = [:]
    var report: ScenarioReport

    /// - Parameters:
    ///   - store: empty.
    ///   - router: 进程内转单程序, as the server has one.
    package init(
        _ scenario: Scenario, on store: any Store, router: @escaping @Sendable (_ body: [UInt8]) -> Settling.Answer
    ) throws {
        self.scenario = scenario
        self.store = store
        now = scenario.start
        calendar = scenario.regulation.policy.calendar
        report = ScenarioReport(scenario)
        try Engine.prepare(store, with: scenario.regulation, at: scenario.start)
        let vault = Vault(masterKey: [UInt8](repeating: 1, count: Vault.masterKeyBytes))
        engine = try Engine(
            store: store, vault: vault, random: ScenarioRandom(), known: [scenario.regulation], router: router)
        try employ(scenario.staff)
    }

    /// Whoever may act in a scenario has one role and an account that can be named, e.g. as a call's caller (回访人). Nobody logs in.
    private func employ(_ staff: Staff) throws {
        let alone = Role.allCases.filter { !$0.isDepartmental }.map { ($0, $0.account()) }
        let numbered = staff.people.map { ($0.role, $0.role.account($0.number)) }
        for (number, (role, account)) in (alone + numbered).enumerated() {
            let hash = [UInt8](repeating: UInt8(number >> 8), count: 31) + [UInt8(truncatingIfNeeded: number)]
            let token = TokenRow(
                hash: hash, actor: Actor(account, [role]), label: account, expiresAt: nil, revokedAt: nil)
            _ = try turn([.putToken(token)])
        }
    }

    /// - Throws: what the store throws.
    package func play() throws -> ScenarioReport {
        for part in scenario.parts {
            switch part {
            case .line(let line): try play(line)
            case .repeated(let repetition): try play(repetition)
            }
        }
        try finish()
        return report
    }

    private func finish() throws {
        report.end = now
        for kind in Kind.allCases { report.tickets += try store.highestNumber(of: kind) }
        for label in labels.keys.sorted() {
            guard let id = labels[label], let story = try story(of: id, called: label) else { continue }
            report.histories.append(story)
        }
        guard try store.incidentCount() > 0 else { return }
        fail(
            Scenario.Place(line: 0, column: 0, text: ""), Label("没有事故", "no incident"),
            Label("程序自身出错,请报告", "the program made a mistake of its own; please report it"), about: nil)
    }

    // MARK: Time

    /// Every rung and everything that a queue waits for happens at its moment.
    func pass(to moment: Instant) throws {
        while let next = engine.nextMoment, next <= moment {
            now = max(now, next)
            _ = try turn([])
        }
        now = max(now, moment)
    }

    func turn(_ jobs: [Job]) throws -> [Outcome] {
        var windows = NoWindows()
        let turn = try engine.turn(at: now, jobs, windows: &windows)
        report.rungs += turn.news.rungsFired
        return turn.outcomes
    }

    // MARK: Lines

    private func play(_ line: Scenario.Line) throws {
        if let moment = line.moment { try pass(to: moment.instant(after: now, in: calendar)) }
        try play(line, Surroundings(labels: labels))
    }

    func play(_ line: Scenario.Line, _ surroundings: Surroundings) throws {
        switch line.sentence {
        case .wait: try pass(to: now)
        case .activate(let regulation): try activate(regulation)
        case .expect(let expectation): try check(expectation, line.place, surroundings)
        case .command(let command): try give(command, line.place, [surroundings])
        }
    }

    private func activate(_ regulation: Regulation) throws {
        try pass(to: now)
        _ = try turn([.activate(Activation(regulation, by: Actor("admin", [.admin])))])
        calendar = regulation.policy.calendar
    }

    // MARK: Findings

    func fail(_ place: Scenario.Place, _ expected: Label, _ seen: Label, about story: TicketStory?) {
        report.add(
            ScenarioFailure(
                line: place.line, column: place.column, text: place.text, at: now, expected: expected, seen: seen,
                story: story))
    }

    func story(of id: TicketID, called name: String) throws -> TicketStory? {
        try TicketStory.of(id, called: name, in: store, at: now, engine.policies)
    }
}

/// What a line can name: the labels around it and its own number, where it is one of many.
struct Surroundings {
    var labels: [String: TicketID]
    /// `{n}`, from 1.
    var number = 1
    /// The round and the copy of a repetition.
    var place: RepeatedPlace?
}

/// SplitMix64 from a fixed start: ids and salts are the same whenever a scenario is played.
struct ScenarioRandom: RandomNumberGenerator {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
