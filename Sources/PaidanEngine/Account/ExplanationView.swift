package import PaidanCore
package import PaidanJSON

/// Why everything about a ticket is as it is: 时间账, 交接凭证 and 时限证明, reckoned from its facts and from the stored policies.
/// Holds nothing personal, and needs no key.
package struct ExplanationView {
    private let ticket: Retrospect
    private let lookback: Lookback
    private let reading: any Reading
    private let viewer: Viewer
    private let now: Instant

    /// - Parameters:
    ///   - known: regulations at hand, which need not be read again.
    ///   - now: how far the account of an open ticket goes.
    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    /// - Throws: `CorruptHistory`, `CodecError` when the facts cannot be read; when a stored policy no longer reads.
    package static func json(
        of id: TicketID, in reading: any Reading, knowing known: [Regulation] = [], for viewer: Viewer, at now: Instant
    ) throws -> JSON? {
        try view(of: id, in: reading, knowing: known, for: viewer, at: now)?.json()
    }

    /// One sentence for each clock that is late, true for as long as nothing happens to the ticket.
    package static func reasons(
        of id: TicketID, in reading: any Reading, knowing known: [Regulation] = [], for viewer: Viewer, at now: Instant
    ) throws -> [String] {
        guard let view = try view(of: id, in: reading, knowing: known, for: viewer, at: now) else { return [] }
        return view.proofViews(of: view.ticket).filter(\.isLate).map(\.lastingWhy)
    }

    private static func view(
        of id: TicketID, in reading: any Reading, knowing known: [Regulation], for viewer: Viewer, at now: Instant
    ) throws -> ExplanationView? {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        let lookback = try Lookback(reading, known: known)
        return ExplanationView(
            ticket: try lookback.retrospect(of: row, in: reading, at: now), lookback: lookback, reading: reading,
            viewer: viewer, now: now)
    }

    private func json() throws -> JSON {
        let parts = try ticket.sent.compactMap(visible) + works()
        let numbers = Dictionary(uniqueKeysWithValues: parts.map { ($0.row.id.description, $0.row.numberText) })
        let all = [ticket] + parts
        let proofs = [proofViews(of: ticket, naming: numbers)] + parts.map { proofViews(of: $0) }
        return .members(
            ("ticket", .string(ticket.row.id.description)), ("number", .string(ticket.row.numberText)),
            ("kind", .string(ticket.row.kind.rawValue)), ("kindLabel", viewer.word(ticket.row.kind.label)),
            ("state", viewer.state(ticket.row.phase, ticket.row.kind)), ("asOf", viewer.time(now)),
            ("summary", ExplanationSummary(of: all, proofs, for: viewer).json),
            ("account", account(of: ticket)), ("handOvers", try handOvers(parts)),
            ("clocks", .array(proofs[0].map(\.json))),
            ("parts", parts.isEmpty ? nil : .array(try zip(parts, proofs.dropFirst()).map(part))),
            ("agrees", .bool(all.allSatisfy { $0.findings.isEmpty && $0.proofs.allSatisfy(\.findings.isEmpty) })),
            ("findings", .array(all.flatMap(findings))))
    }

    private func part(_ part: Retrospect, _ proofs: [ProofView]) throws -> JSON {
        .members(
            ("ticket", .string(part.row.id.description)), ("number", .string(part.row.numberText)),
            ("kindLabel", viewer.word(part.row.kind.label)),
            ("subjectLabel", try SubjectWords(of: part.row, in: reading, for: viewer).map { .string($0.label) }),
            ("department", part.row.department.map { .string($0.code) }),
            ("departmentLabel", part.row.department.map { .string(viewer.text($0)) }),
            ("state", viewer.state(part.phase, part.row.kind)), ("leftAt", part.leftAt.map(viewer.time)),
            ("account", account(of: part)),
            ("clocks", .array(proofs.map(\.json))))
    }

    private func findings(of ticket: Retrospect) -> [JSON] {
        ticket.findings.map { .members(("number", .string(ticket.row.numberText)), ("what", viewer.word($0))) }
    }

    /// What went back with the complaint that it had come with is shown until then.
    private func visible(_ part: SentPart) throws -> Retrospect? {
        guard part.outcome == .takenBack else { return try visible(part.dispatch) }
        return try visibleRow(part.dispatch).map {
            try lookback.retrospect(ofPart: $0, of: ticket.row.id, in: reading, at: now)
        }
    }

    /// A renovation's acceptances and supplies, the oldest first, which say together why it is late.
    private func works() throws -> [Retrospect] {
        guard ticket.row.kind == .project else { return [] }
        var filter = TicketFilter()
        filter.parent = ticket.row.id
        filter.kinds = [.node, .supply]
        filter.limit = Self.worksMax
        return try reading.tickets(matching: filter).reversed().compactMap { try visible($0.id) }
    }

    /// Acceptances and supplies that are explained with their project: the last ones.
    private static let worksMax = 64

    private func visible(_ id: TicketID) throws -> Retrospect? {
        try visibleRow(id).map { try lookback.retrospect(of: $0, in: reading, at: now) }
    }

    private func visibleRow(_ id: TicketID) throws -> TicketRow? {
        try reading.ticketRow(id).flatMap { try viewer.sight.sees($0, in: reading) ? $0 : nil }
    }

    // MARK: 时间账

    private func account(of ticket: Retrospect) -> JSON {
        let account = ticket.account
        let eras = lookback.course(of: ticket.row).eras(from: account.from, until: account.until)
        return .members(
            ("from", viewer.time(account.from)), ("until", viewer.time(account.until)),
            ("isEnded", .bool(account.isEnded)), ("clockTime", .string(account.clockTime.iso8601)),
            ("workingTime", .string(account.workingTime.iso8601)),
            ("calendars", .array(eras.map(json))), ("totals", .array(account.totals.map(json))),
            ("intervals", .array(account.intervals.map { json($0, ticket) })))
    }

    private func json(_ era: CalendarCourse.Era) -> JSON {
        .members(
            ("policy", .count(era.policy)), ("name", .string(lookback.policy(era.policy).name)),
            ("from", viewer.time(era.from)))
    }

    private func json(_ total: TimeAccount.Total) -> JSON {
        .members(
            ("holder", .string(total.holder.name)), ("account", total.keeper.map { .string($0.code) }),
            ("holderLabel", .string(viewer.text(total.holder, total.keeper))),
            ("clockTime", .string(total.clockTime.iso8601)), ("workingTime", .string(total.workingTime.iso8601)))
    }

    private func json(_ interval: TimeAccount.Interval, _ ticket: Retrospect) -> JSON {
        .members(
            ("from", viewer.time(interval.from)), ("until", viewer.time(interval.until)),
            ("holder", .string(interval.holder.name)), ("account", interval.keeper.map { .string($0.code) }),
            ("holderLabel", .string(viewer.text(interval.holder, interval.keeper))),
            ("state", .members(("name", .string(interval.phase)), ("label", viewer.word(interval.phaseLabel)))),
            ("reason", interval.reason.map(viewer.word)), ("clockTime", .string(interval.clockTime.iso8601)),
            ("workingTime", .string(interval.workingTime.iso8601)),
            ("begunBy", Self.fact(interval.begunBy, of: ticket, for: viewer)))
    }

    /// The fact that something follows from; when it was recorded only where that was later.
    static func fact(_ version: Int, of ticket: Retrospect, for viewer: Viewer) -> JSON {
        guard let event = ticket.event(version), let label = ticket.label(version) else {
            return .members(("version", .count(version)))
        }
        return .members(
            ("version", .count(version)), ("type", .string(event.type)),
            ("label", viewer.word(label)), ("at", viewer.time(event.factAt)),
            ("recordedAt", event.recordedAt == event.factAt ? nil : viewer.time(event.recordedAt)))
    }

    // MARK: 时限证明

    private func proofViews(of ticket: Retrospect, naming numbers: [String: String] = [:]) -> [ProofView] {
        ticket.proofs.map { ProofView($0, of: ticket, lookback, naming: numbers, for: viewer, at: now) }
    }

    // MARK: 交接凭证

    /// nil for a ticket that no department has to do with.
    private func handOvers(_ parts: [Retrospect]) throws -> JSON? {
        if let handOver = ticket.handOver { return try ownHandOver(handOver) }
        guard !ticket.sent.isEmpty else { return nil }
        let hops = try parts.compactMap { part -> JSON? in
            guard let handOver = part.handOver, let sent = ticket.sent.first(where: { $0.dispatch == part.row.id })
            else { return nil }
            return try hop(part, handOver, sent, whole: ticket)
        }
        return json(hops, PingPong(ticket.sent))
    }

    /// A dispatch looked at by itself: its own hop, counted among those of what it is part of.
    private func ownHandOver(_ handOver: HandOver) throws -> JSON {
        let whole = try ticket.row.parent.flatMap { try visible($0) }
        let sent =
            whole?.sent.first { $0.dispatch == ticket.row.id }
            ?? SentPart(dispatch: ticket.row.id, department: handOver.department, promise: nil, outcome: .open)
        return json([try hop(ticket, handOver, sent, whole: whole)], whole.map { PingPong($0.sent) })
    }

    private func json(_ hops: [JSON], _ pingPong: PingPong?) -> JSON {
        .members(
            ("hops", .array(hops)), ("returned", pingPong.map { .count($0.returned) }),
            ("backAgain", pingPong.map { .count($0.backAgain) }))
    }

    private func hop(_ part: Retrospect, _ handOver: HandOver, _ sent: SentPart, whole: Retrospect?) throws -> JSON {
        let message = part.leftAt == nil ? try reading.messages(of: part.row.id).first(where: \.kind.isOffer) : nil
        return HandOverView(
            part: part, handOver: handOver, sent: sent, whole: whole, message: message, lookback: lookback,
            viewer: viewer, now: now
        ).json
    }
}
