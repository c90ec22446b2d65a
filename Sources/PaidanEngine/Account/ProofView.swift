internal import PaidanCore
internal import PaidanJSON

/// 时限证明 of one clock: rule, policy, calendar, facts and arithmetic behind its verdict, and one sentence that says why.
struct ProofView {
    private let proof: DeadlineProof
    private let ticket: Retrospect
    private let lookback: Lookback
    private let viewer: Viewer
    private let now: Instant
    /// Numbers of tickets that clocks are about, by their ids.
    private let numbers: [String: String]
    private let words: MomentWords
    private let rule: ClockRule?

    init(
        _ proof: DeadlineProof, of ticket: Retrospect, _ lookback: Lookback, naming numbers: [String: String] = [:],
        for viewer: Viewer, at now: Instant
    ) {
        self.proof = proof
        self.ticket = ticket
        self.lookback = lookback
        self.viewer = viewer
        self.now = ticket.leftAt ?? now
        self.numbers = numbers
        words = MomentWords(zone: viewer.zone)
        rule = ticket.row.kind.type.clockRules.first { $0.name == proof.clock.key.name }
    }

    private var clock: ClockLedger.Entry { proof.clock }
    private var label: Label { rule?.label ?? Label(clock.key.name, clock.key.name) }
    var isJudged: Bool { rule?.isJudged ?? true }
    private func say(_ zh: String, _ en: String) -> String { viewer.text(Label(zh, en)) }

    var json: JSON {
        let end = proof.steps.last { $0.isStop }?.version
        return .members(
            ("key", .string(clock.key.text)), ("name", .string(clock.key.name)), ("label", viewer.word(label)),
            ("number", rule.map { .string($0.number) }),
            ("subject", clock.key.subject.isEmpty ? nil : .string(clock.key.subject)),
            ("subjectLabel", subject.map(JSON.string)), ("round", .count(clock.key.round)),
            ("roundLabel", round.map(viewer.word)),
            ("isJudged", .bool(isJudged)), ("isLate", .bool(isLate)), ("why", .string(why)),
            ("parameter", parameter.map { .string($0.key) }), ("rules", parameter.map { .string($0.rules) }),
            ("policy", policy), ("start", viewer.time(clock.start)),
            ("setBy", proof.steps.first.map { fact($0.version) }), ("due", viewer.time(clock.due)),
            ("dueWhenJudged", proof.judgedBy.flatMap { $0 == clock.due ? nil : viewer.time($0) }),
            ("arithmetic", proof.arithmetic.map { ArithmeticView(for: viewer).json($0) }),
            ("running", .bool(clock.isRunning && ticket.leftAt == nil)),
            ("stoppedAt", clock.stoppedAt.map(viewer.time)),
            ("stoppedBy", clock.isRunning ? nil : end.map(fact)), ("verdict", code(clock.verdict)),
            ("verdictLabel", word(clock.verdict)),
            ("secondOpinion", code(clock.secondOpinion)), ("secondOpinionLabel", word(clock.secondOpinion)),
            ("lateness", lateness.map(json)),
            ("events", .array(events)), ("agrees", .bool(proof.findings.isEmpty)),
            ("findings", proof.findings.isEmpty ? nil : .array(proof.findings.map { viewer.word(label(of: $0)) })))
    }

    /// As it stands beside another fact.
    var brief: JSON {
        .members(
            ("key", .string(clock.key.text)), ("label", viewer.word(label)),
            ("number", rule.map { .string($0.number) }),
            ("due", viewer.time(clock.due)), ("isLate", .bool(isLate)), ("verdict", code(clock.verdict)),
            ("verdictLabel", word(clock.verdict)), ("secondOpinion", code(clock.secondOpinion)),
            ("secondOpinionLabel", word(clock.secondOpinion)), ("lateness", lateness.map(json)))
    }

    private func code(_ verdict: Verdict?) -> JSON? { verdict.map { .string($0.rawValue) } }
    private func word(_ verdict: Verdict?) -> JSON? { verdict.map { viewer.word($0.label) } }

    var isLate: Bool { clock.isLate }
    var isKept: Bool { clock.verdict == .inTime && !isLate }
    var isRunningInTime: Bool { clock.isRunning && ticket.leftAt == nil && !isLate }

    // MARK: Whose rule

    private var subject: String? {
        if let subject = viewer.text(subjectOf: clock.key) { return subject }
        return clock.key.subject.isEmpty ? nil : numbers[clock.key.subject] ?? clock.key.subject
    }

    private var round: Label? { ticket.proofs.map(\.clock.key).round(of: clock.key) }

    private var parameter: ParameterDefinition? {
        rule?.parameter.flatMap { key in Kind.parameters.first { $0.key == key } }
    }

    private var policy: JSON {
        let policy = lookback.policy(clock.policy)
        let activation = lookback.activation(clock.policy)
        return .members(
            ("number", .count(clock.policy)), ("name", .string(policy.name)), ("title", viewer.word(policy.title)),
            ("hash", activation.map { .string($0.hash) }),
            ("activatedAt", activation.map { viewer.time($0.activatedAt) }),
            ("zone", .string(policy.calendar.zone.name)), ("tzdata", .string(policy.calendar.zone.version)),
            ("calendars", .array(policy.calendar.lists.map { .string($0.name) })))
    }

    // MARK: Lateness

    private var lateness: Span? { isJudged ? proof.lateness(at: now) : nil }

    /// Nothing where only the breach is known.
    var latenessShown: Span { lateness ?? .zero }

    private func json(_ lateness: Span) -> JSON {
        let due = proof.judgedBy ?? clock.due
        return lookback.json(from: due, until: due + lateness, of: ticket.row)
    }

    // MARK: The sentence

    /// `转责任部门(T-01,工程部):自 2026-03-02 周一 10:00 起 2 小时,限 2026-03-02 周一 12:00;2026-03-02 周一 12:00:01
    /// 已转责任部门,超时 1 秒`
    var why: String { sentence(open: open) }

    /// The same where it must stay true while time passes.
    var lastingWhy: String { sentence(open: say("尚未完成,已超时", "not done yet, and late")) }

    /// `转责任部门(T-01,工程部) 第 2 次`
    var name: String { viewer.text(of: clock.key, naming: numbers) + (round.map { " " + viewer.text($0) } ?? "") }

    private func sentence(open: String) -> String {
        let second = clock.secondOpinion.map {
            say(";按更正或补报的时间应为:\($0.label.zh)", "; by the times told later it would be: \($0.label.en)")
        }
        let end = clock.verdict.map(ending) ?? (isLate ? open : running)
        return "\(name)\(say(":", ": "))\(terms)\(say(";", "; "))\(end)\(second ?? "")"
    }

    private var running: String {
        guard let leftAt = ticket.leftAt.map(words.label) else { return say("计时中", "running") }
        return say("\(leftAt.zh) 随原投诉拆出,此后不在此计", "not counted here since \(leftAt.en): went back with its complaint")
    }

    private var terms: String {
        let (start, due) = (words.label(clock.start), words.end(clock.due))
        let former = proof.judgedBy.flatMap { $0 == clock.due ? nil : words.end($0) }
        let judged = former.map { say("(判定时为 \($0.zh))", " (when it was judged: \($0.en))") } ?? ""
        guard case .limit(let reckoning) = proof.arithmetic else {
            return say("限 \(due.zh)", "due \(due.en)") + judged
        }
        let limit = reckoning.limit.label
        return say("自 \(start.zh) 起 \(limit.zh),限 \(due.zh)", "\(limit.en) from \(start.en), due \(due.en)") + judged
    }

    private var open: String {
        guard let late = lateness?.fullLabel else { return running }
        let moment = words.label(now)
        return say("至 \(moment.zh) 尚未完成,已超时 \(late.zh)", "not done by \(moment.en), late by \(late.en)")
    }

    private func ending(_ verdict: Verdict) -> String {
        let version = proof.steps.last { $0.isStop }?.version
        let event = version.flatMap(ticket.label) ?? label
        let moment = words.label(clock.stoppedAt ?? clock.due)
        switch verdict {
        case .inTime: return say("\(moment.zh) \(event.zh),按时", "\(event.en) at \(moment.en), in time")
        case .late:
            guard let late = lateness?.fullLabel else {
                return say(
                    "\(moment.zh) \(event.zh),超时已记录在先", "\(event.en) at \(moment.en), but the breach had been recorded")
            }
            return say("\(moment.zh) \(event.zh),超时 \(late.zh)", "\(event.en) at \(moment.en), late by \(late.en)")
        case .released: return say("\(moment.zh) \(event.zh),不再计时", "no longer counted since \(moment.en): \(event.en)")
        }
    }

    // MARK: Facts

    private func fact(_ version: Int) -> JSON { ExplanationView.fact(version, of: ticket, for: viewer) }

    /// What happened to the clock, in order.
    private var events: [JSON] {
        let changes = ClockChangeWords(viewer, moments: words)
        let due = proof.steps.firstIndex { if case .rang(let ring) = $0.what { ring.isBreach } else { false } }
        return proof.steps.enumerated().map { index, step in
            let event = ticket.event(step.version)
            let (name, text) =
                switch step.what {
                case .changed(let change): changes.nameAndText(change, at: event?.factAt ?? clock.start)
                case .rang(let ring):
                    (
                        ring.isBreach ? "breach" : "warning",
                        viewer.text(due.map { $0 < index } ?? false ? Self.again : label(of: ring))
                    )
                }
            return .members(
                ("version", .count(step.version)), ("at", event.map { viewer.time($0.factAt) }),
                ("event", .string(name)), ("text", .string(text)))
        }
    }

    private static let again = Label("再次提醒", "reminded again")

    private func label(of ring: Ring) -> Label {
        switch (ring.isBreach, isJudged) {
        case (true, true): Label("记录超时", "the breach was recorded")
        case (true, false): Label("到点提醒", "it was time")
        case (false, _): Label("第 \(ring.rung + 1) 级预警", "warning step \(ring.rung + 1)")
        }
    }

    private func label(of finding: DeadlineProof.Finding) -> Label {
        switch finding {
        case .due(let recorded, let reckoned, let version):
            differing("到期时间", "due moment", words.end(recorded), words.end(reckoned), version)
        case .stop(let recorded, let reckoned, let version):
            differing("停止时间", "moment of stopping", words.label(recorded), words.label(reckoned), version)
        case .verdict(let recorded, let reckoned, let version):
            differing("判定", "verdict", recorded.label, reckoned.label, version)
        }
    }

    private func differing(_ zh: String, _ en: String, _ recorded: Label, _ reckoned: Label, _ version: Int) -> Label {
        Label(
            "\(clock.key.text):第 \(version) 条事件记录的\(zh)为 \(recorded.zh),重算为 \(reckoned.zh)",
            "\(clock.key.text): fact \(version) recorded the \(en) \(recorded.en), reckoned again it is \(reckoned.en)")
    }
}

extension DeadlineProof.Step {
    fileprivate var isStop: Bool {
        if case .changed(.stopped) = what { true } else { false }
    }
}
