internal import PaidanCore
internal import PaidanJSON

/// What an explanation comes to, in a few lines: who held the ticket how long in all, and which limits were kept, of it and of its
/// parts. Reminders and what is nobody's promise any more are no limits kept or missed.
struct ExplanationSummary {
    private let ticket: Retrospect
    private let limits: [(number: String, proof: ProofView)]
    private let viewer: Viewer

    /// How many late limits are named; the details below name all.
    static let namedMax = 8

    /// - Parameters:
    ///   - proofs: of each of `all` in the same order, the ticket itself first.
    init(of all: [Retrospect], _ proofs: [[ProofView]], for viewer: Viewer) {
        ticket = all[0]
        limits = zip(all, proofs).flatMap { part, proofs in
            proofs.filter(\.isJudged).map { (number: part.row.numberText, proof: $0) }
        }
        self.viewer = viewer
    }

    private var late: [(number: String, proof: ProofView)] { limits.filter(\.proof.isLate) }
    private var kept: Int { limits.count { $0.proof.isKept } }
    private var running: Int { limits.count { $0.proof.isRunningInTime } }

    var json: JSON {
        .members(
            ("kept", .count(kept)), ("late", .count(late.count)), ("running", .count(running)),
            (
                "lateLimits",
                .array(late.map { ["number": .string($0.number), "label": .string($0.proof.name)] })
            ), ("lines", .array(lines.map(viewer.word))))
    }

    private var lines: [Label] { [held, counts, named].compactMap(\.self) }

    /// `责任方用时:客服部 3 小时、设计师 chen 2 天`
    private var held: Label? {
        let totals = ticket.account.totals.map { total in
            let (who, length) = (viewer.text(total.holder, total.keeper), total.clockTime.label)
            return Label("\(who) \(length.zh)", "\(who) \(length.en)")
        }
        let all = Label(joining: totals)
        return totals.isEmpty ? nil : Label("责任方用时:\(all.zh)", "held by: \(all.en)")
    }

    private var counts: Label? {
        guard !limits.isEmpty else { return nil }
        return Label(
            "时限:按时 \(kept) 项,超时 \(late.count) 项,计时中 \(running) 项",
            "limits: \(kept) kept, \(late.count) late, \(running) running")
    }

    /// The longest late first.
    private var named: Label? {
        guard !late.isEmpty else { return nil }
        let lines = late.enumerated().sorted { one, two in
            (two.element.proof.latenessShown, one.offset) < (one.element.proof.latenessShown, two.offset)
        }.prefix(Self.namedMax).map { _, limit in
            let span = limit.proof.latenessShown.label
            return Label(
                "\(limit.number) \(limit.proof.name) \(span.zh)", "\(limit.number) \(limit.proof.name) \(span.en)")
        }
        let all = lines.map(\.zh).joined(separator: ";")
        let english = lines.map(\.en).joined(separator: "; ")
        let rest = late.count - lines.count
        return Label(
            "超时的:\(all)" + (rest > 0 ? ";另有 \(rest) 项" : ""),
            "late: \(english)" + (rest > 0 ? "; and \(rest) more" : ""))
    }
}
