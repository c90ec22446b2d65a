internal import PaidanCore
internal import PaidanEngine

/// `expect A state received`, `应 A 时限 T-01 超时`, `expect not A told supervisor late`, `应 队列 工程部 有 1`.
struct ExpectationReader {
    let vocabulary: Vocabulary
    let commands: CommandReader

    init(_ commands: CommandReader) {
        vocabulary = commands.vocabulary
        self.commands = commands
    }

    /// Behind the word `expect`.
    func read(_ cursor: inout Cursor) throws(Objection) -> Expectation {
        var isNegated = cursor.take(.not)
        let claim = try claim(&cursor, &isNegated)
        try cursor.requireEnd()
        return Expectation(isNegated: isNegated, claim: claim)
    }

    private func claim(_ cursor: inout Cursor, _ isNegated: inout Bool) throws(Objection) -> Expectation.Claim {
        if cursor.take(.verified) { return .verified }
        if cursor.take(.queue) { return try queue(&cursor) }
        return cursor.take(.count) ? try count(&cursor) : try ticket(&cursor, &isNegated)
    }

    /// `not` may stand behind the ticket, too: `应 A 不 存在`.
    private func ticket(_ cursor: inout Cursor, _ isNegated: inout Bool) throws(Objection) -> Expectation.Claim {
        let word = try cursor.word("单据,或“队列”“数量”“核对无误”", "a ticket, or queue, count or verified")
        let ticket = try commands.reference(word.text, at: word.column)
        let kind = commands.kind(of: ticket)
        if cursor.take(.not) { isNegated = true }
        if cursor.take(.exists) { return .exists(ticket) }
        if cursor.take(.state) {
            let state = try cursor.word("状态", "a state")
            return .state(ticket, phase: try vocabulary.phase(state.text, of: kind, at: state.column))
        }
        if cursor.take(.holder) {
            let holder = try cursor.word("责任方", "a holder")
            return .holder(ticket, name: try vocabulary.holder(holder.text, at: holder.column))
        }
        if cursor.take(.clock) { return try clock(of: ticket, kind, &cursor) }
        if cursor.take(.told) { return try told(of: ticket, kind, &cursor) }
        throw Objection(
            "应为:状态、责任方、时限、告知、存在", "expected state, holder, clock, told or exists", at: cursor.column,
            suggestion: cursor.peek.flatMap { Nearest.word(to: $0.text, among: Self.claims) })
    }

    private static let claims = [Keyword.state, .holder, .clock, .told, .exists].flatMap(\.words)

    private func clock(
        of ticket: TicketReference, _ kind: Kind, _ cursor: inout Cursor
    ) throws(Objection) -> Expectation.Claim {
        let name = try clockName(kind, &cursor)
        if cursor.take(.due) { return .clockDue(ticket, name, try cursor.requiredMoment()) }
        let word = try cursor.word("计时中、按时、超时、暂停、不再计时、没有、到期", "running, inTime, late, paused, released, none or due")
        return .clock(ticket, name, try vocabulary.standing(word.text, at: word.column))
    }

    private func clockName(_ kind: Kind, _ cursor: inout Cursor) throws(Objection) -> ClockName {
        let word = try cursor.word("时限,如 T-01", "a clock, such as T-01")
        return try vocabulary.clock(word.text, of: kind, at: word.column)
    }

    private func told(
        of ticket: TicketReference, _ kind: Kind, _ cursor: inout Cursor
    ) throws(Objection) -> Expectation.Claim {
        let word = try cursor.word("角色", "a role")
        let role = try vocabulary.role(word.text, at: word.column)
        var notice: Notice?
        if !cursor.isAtEnd, !cursor.sees(.clock) {
            let word = try cursor.word("通知", "a notice")
            notice = try vocabulary.notice(word.text, at: word.column)
        }
        return .told(ticket, role, notice, cursor.take(.clock) ? try clockName(kind, &cursor) : nil)
    }

    private func queue(_ cursor: inout Cursor) throws(Objection) -> Expectation.Claim {
        let word = try cursor.word("部门", "a department")
        let name =
            word.text == QueueName.routing.text
            ? QueueName.routing
            : QueueName(try vocabulary.department(word.text, at: word.column), in: .main)
        if cursor.take(.contains) {
            let ticket = try cursor.word("单据", "a ticket")
            return .queueContains(name, try commands.reference(ticket.text, at: ticket.column))
        }
        guard cursor.take(.holds) else {
            throw Objection("应为“有”或“含”", "expected holds or contains", at: cursor.column)
        }
        return .queueHolds(name, try number(&cursor))
    }

    private func count(_ cursor: inout Cursor) throws(Objection) -> Expectation.Claim {
        let word = try cursor.word("单据的种类", "a kind of ticket")
        let kind = try vocabulary.kind(word.text, at: word.column)
        var phase: String?
        if cursor.take(.state) {
            let state = try cursor.word("状态", "a state")
            phase = try vocabulary.phase(state.text, of: kind, at: state.column)
        }
        var isLate: Bool?
        if let token = cursor.peek, token.text == "late" || token.text == "超时" {
            _ = cursor.next()
            isLate = true
        }
        return .count(kind, phase: phase, isLate: isLate, try number(&cursor))
    }

    private func number(_ cursor: inout Cursor) throws(Objection) -> Int {
        let word = try cursor.word("数", "a number")
        guard let number = Int(word.text), number >= 0 else {
            throw Objection("\(word.text) 不是数", "\(word.text) is no number", at: word.column)
        }
        return number
    }
}
