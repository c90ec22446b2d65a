internal import PaidanCore
internal import PaidanEngine

/// Replays tickets from their stored facts and compares everything that was ever derived from them: rows, clocks, hashes,
/// messages, and what complaints and dispatches say of each other. Touched tickets now and then, all of them at the end.
struct Auditor {
    private var touched: [TicketID] = []
    /// A touched ticket is looked at after one commit of so many.
    private static let oneOf = 12

    mutating func touch(_ ticket: TicketID) {
        if !touched.contains(ticket) { touched.append(ticket) }
    }

    mutating func audit(now: Instant, _ store: WatchedStore, _ checker: Checker, _ chance: inout Chance) throws {
        guard !touched.isEmpty, chance.number(1...Self.oneOf) == 1 else { return }
        let round = Round(store: store, checker: checker)
        for id in touched { try round.check(id) }
        touched = []
    }

    func auditAll(now: Instant, _ store: WatchedStore, _ checker: Checker) throws {
        let round = Round(store: store, checker: checker)
        for id in checker.tickets.order { try round.check(id) }
        let report = Verifier(store).run(store)
        if let finding = report.findings.first { throw Violation(.books, "verify: \(finding.what.en)") }
        try demand(report.tickets == checker.tickets.order.count, .books, "verify looked at \(report.tickets) tickets")
        for (feed, head) in try store.feedHeads().sorted(by: { $0.key < $1.key }) {
            try demand(head == checker.feeds.head(of: feed), .feeds, "the head of \(feed) is stored as \(head)")
        }
    }
}

/// One look at tickets of a store that nobody writes meanwhile.
private struct Round {
    let store: WatchedStore
    let checker: Checker

    func check(_ id: TicketID) throws {
        guard let row = try store.ticketRow(id), let entry = checker.tickets[id] else {
            throw Violation(.durable, "ticket \(id) was committed and is not stored")
        }
        try demand(row == entry.row, .durable, "\(row.numberText) is not stored as it was written")
        let events = try store.events(of: id)
        try demand(
            events.count == entry.notes.count, .durable,
            "\(row.numberText) has \(events.count) facts of \(entry.notes.count)")
        try checkChain(events, row)
        let clocks = try store.runningClocks(of: id).sorted { $0.key < $1.key }
        try demand(
            clocks == checker.clocks.rows(of: id), .durable, "the clocks of \(row.numberText) are not stored as written"
        )
        let messages = try store.messages(of: id)
        try demand(
            messages == checker.messages.rows(of: id), .durable,
            "the messages of \(row.numberText) are not stored as written")
        switch row.kind {
        case .complaint: try check(History.replay(Complaint.self, row, events), row, clocks)
        case .dispatch: try check(History.replay(DepartmentDispatch.self, row, events), row, clocks)
        case .opinion: try check(History.replay(OpinionIssue.self, row, events), row, clocks)
        case .call: try check(History.replay(CallTask.self, row, events), row, clocks)
        case .lead: try check(History.replay(Lead.self, row, events), row, clocks)
        case .rota: try common(History.replay(Rota.self, row, events), row, clocks)
        case .project: try check(History.replay(RenovationProject.self, row, events), row, clocks)
        case .node: try check(part: History.replay(AcceptanceNode.self, row, events), row, clocks)
        case .supply: try check(part: History.replay(SupplyRequest.self, row, events), row, clocks)
        }
    }

    private func checkChain(_ events: [EventRow], _ row: TicketRow) throws {
        var previous = HashChain.start(of: row)
        for event in events {
            let hash = HashChain.hash(of: event, after: previous, ticket: row.id)
            try demand(hash == event.hash, .books, "\(row.numberText) fact \(event.version) breaks the chain")
            previous = hash
        }
    }

    /// What holds for every kind.
    private func common<K: TicketKind>(_ loaded: Loaded<K>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        let state = loaded.ticket.state
        try demand(
            loaded.row == row, .books, "\(row.numberText) replays to another row: \(loaded.row) instead of \(row)")
        let wanted = loaded.clockRows(checker.policies).sorted { $0.key < $1.key }
        try demand(
            wanted == clocks, .clocks,
            "\(row.numberText): ledger \(wanted.map(\.key.text)), watch \(clocks.map(\.key.text))")
        try demand(state.followUps.isEmpty, .books, "\(row.numberText) in \(row.phase) owes a follow-up")
        let running = loaded.ticket.ledger.running
        try demand(
            row.isOpen || running.isEmpty, .clocks,
            "\(row.numberText) has ended and \(running.first?.key.text ?? "") runs")
        let open = state.clocks.filter { $0.met == nil }.map(\.key)
        for entry in running {
            try demand(open.contains(entry.key), .clocks, "\(row.numberText) does not want \(entry.key.text)")
        }
        for entry in loaded.ticket.ledger.entries {
            guard let verdict = entry.verdict, let at = entry.stoppedAt, verdict != .released,
                entry.secondOpinion == nil
            else { continue }
            // What time alone ended, at the moment that was due, was not kept.
            let passed = verdict == .late && entry.isBreached && at == entry.due
            try demand(
                passed || verdict == (at <= entry.due ? .inTime : .late), .books,
                "\(row.numberText): \(entry.key.text) is judged \(verdict.rawValue), due \(entry.due.milliseconds), met \(at.milliseconds)"
            )
        }
    }

    // MARK: Complaints

    private func check(_ loaded: Loaded<Complaint>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        try common(loaded, row, clocks)
        let complaint = loaded.ticket.state
        for record in complaint.dispatches where record.outcome != .takenBack {
            // What never reached its department waits, or is nobody's, or is another part's that was sent after it.
            let isOver = record.endedAt != nil && record.outcome != .cancelled
            if record.countsWhenDelivered, record.deliveredAt == nil, !isOver { continue }
            let key = forwarding(record)
            try demand(
                loaded.ticket.ledger[key]?.verdict != nil, .books,
                "\(row.numberText) was forwarded to \(record.department) without a verdict of \(key.text)")
        }
        for record in complaint.dispatches where record.outcome == .open {
            guard let part = checker.tickets.row(record.id) else {
                throw Violation(.books, "\(row.numberText) waits for nothing")
            }
            try demand(
                part.isOpen && part.parent == row.id && part.department == record.department, .books,
                "\(row.numberText) waits for \(part.numberText), which is \(part.phase)")
        }
        try demand(
            row.phase != "inDepartment" || complaint.dispatches.contains { $0.outcome == .open }
                || clocks.contains { clock in
                    Complaint.forwardingClocks.contains { $0.name == clock.key.name }
                }, .books,
            "\(row.numberText) is with the departments and no department has it")
        if case .awaitingRevisit(let handled) = complaint.state, let call = handled.call { try waits(row, for: call) }
        try checkRouting(loaded, row)
    }

    private func forwarding(_ record: Complaint.DispatchRecord) -> ClockKey {
        let name =
            switch record.promise.basis {
            case .receipt, .revisit, .unmerge: "forward"
            case .survey: "forwardAfterSurvey"
            }
        guard let key = ClockKey(text: "\(name):\(record.department.code):\(record.promise.number)") else {
            preconditionFailure("a department's code holds no colon")
        }
        return key
    }

    /// While a routing worker is wanted the last message in `routing` is of the present `rev`. It stands, or a worker took it
    /// without a command, or it died and a person was told; only then is it not replaced.
    private func checkRouting(_ loaded: Loaded<Complaint>, _ row: TicketRow) throws {
        let last = checker.messages.lastRouting(of: row.id)
        guard loaded.routing != nil else {
            return try demand(
                last?.fate != .unsettled, .delivery, "\(row.numberText) is offered for routing in \(row.phase)")
        }
        guard let last else { throw Violation(.delivery, "\(row.numberText) was never offered for routing") }
        let isPresent =
            switch last.fate {
            case .unsettled, .acked: last.row.rev == row.rev
            case .dead: checker.tickets[row.id]?.notes.last { $0.type != ClockBook.rang }?.type == "deliveryDied"
            case .withdrawn: false
            }
        try demand(
            isPresent, .delivery,
            "\(row.numberText) at rev \(row.rev) waits for routing by message \(last.row.id) of \(last.row.rev), \(last.fate)"
        )
    }

    // MARK: Dispatches

    private func check(_ loaded: Loaded<DepartmentDispatch>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        try common(loaded, row, clocks)
        let dispatch = loaded.ticket.state
        guard let pickUp = loaded.ticket.ledger.entries.first(where: { $0.key.name == "pickUp" }) else {
            throw Violation(.books, "\(row.numberText) has no clock for its pick-up")
        }
        try demand(
            pickUp.isRunning == (row.phase == "queued"), .books,
            "\(row.numberText) is \(row.phase), its pick-up clock says otherwise")
        guard row.isOpen else { return }
        guard let parent = row.parent, let whole = checker.tickets.row(parent) else {
            throw Violation(.books, "\(row.numberText) belongs to nothing")
        }
        try demand(whole.isOpen, .books, "\(row.numberText) is \(row.phase), its whole is \(whole.phase)")
        try demand(
            (dispatch.heldSince != nil) == (whole.phase == "onHold"), .books,
            "\(row.numberText) is \(dispatch.heldSince == nil ? "not held" : "held"), its complaint is \(whole.phase)")
    }

    // MARK: Opinions and calls

    private func check(_ loaded: Loaded<OpinionIssue>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        try common(loaded, row, clocks)
        let opinion = loaded.ticket.state
        try demand(
            row.phase != "inDepartment" || opinion.open != nil, .books,
            "\(row.numberText) is with a department and none has it")
        if let part = opinion.open { try waits(row, for: part.id) }
        if case .answered(let answer) = opinion.state, let call = answer.call { try waits(row, for: call) }
        try demand(
            !row.isOpen || opinion.open != nil || !loaded.ticket.ledger.running.isEmpty, .clocks,
            "nothing will ever happen to \(row.numberText) in \(row.phase)")
    }

    private func check(_ loaded: Loaded<Lead>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        try common(loaded, row, clocks)
        for call in loaded.ticket.state.calls { try waits(row, for: call.call) }
        // No regulation of the simulation is one where flats are sold and nothing is built.
        if case .signed(let contract) = loaded.ticket.state.state {
            let project = contract.project.flatMap { checker.tickets.row($0) }
            try demand(project?.kind == .project, .books, "\(row.numberText) is signed and nothing is built")
        }
        try demand(
            !row.isOpen || !loaded.ticket.ledger.running.isEmpty, .clocks,
            "nothing will ever happen to \(row.numberText) in \(row.phase)")
    }

    /// A call that is part of a ticket and still owed is the one for which that ticket waits.
    private func check(_ loaded: Loaded<CallTask>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        try common(loaded, row, clocks)
        let call = loaded.ticket.state
        try demand(
            !row.isOpen || !loaded.ticket.ledger.running.isEmpty, .clocks,
            "nothing will ever happen to \(row.numberText) in \(row.phase)")
        guard let asking = call.asking, row.isOpen, call.record == nil else { return }
        guard let whole = checker.tickets.row(asking.id) else {
            throw Violation(.books, "\(row.numberText) belongs to nothing")
        }
        let expected =
            switch asking.kind {
            case .complaint: "awaitingRevisit"
            case .opinion: "answered"
            // A lead goes on whatever its calls do.
            case .lead: whole.isOpen ? whole.phase : "open"
            // So does a project, and a call may come after its end.
            case .project: whole.phase
            }
        try demand(
            whole.phase == expected, .books, "\(row.numberText) is \(row.phase), its whole is \(whole.phase)")
    }

    // MARK: Projects

    /// What the project takes for open is open, and what is open belongs to a project that is.
    private func check(_ loaded: Loaded<RenovationProject>, _ row: TicketRow, _ clocks: [ClockRow]) throws {
        try common(loaded, row, clocks)
        try watched(loaded, row)
        let project = loaded.ticket.state
        for record in project.nodes {
            let isOpen = checker.tickets.row(record.node)?.isOpen
            try demand(
                isOpen == (record.outcome == .open), .books,
                "\(row.numberText) takes a node for \(record.outcome.rawValue), which it is not")
        }
        for record in project.supplies {
            let isOpen = checker.tickets.row(record.supply)?.isOpen
            try demand(
                isOpen == (record.outcome == .open), .books,
                "\(row.numberText) takes a supply for \(record.outcome.rawValue), which it is not")
        }
        // One that a merger brought here, and its undoing took away, may be open and is no concern of the project.
        for link in project.links where link.isOpen {
            try demand(
                checker.tickets.row(link.linked)?.isOpen == true, .books,
                "\(row.numberText) is mistaken about a linked complaint")
        }
    }

    private func check(
        part loaded: Loaded<some TicketKind>, _ row: TicketRow, _ clocks: [ClockRow]
    ) throws {
        try common(loaded, row, clocks)
        try watched(loaded, row)
        guard row.isOpen else { return }
        guard let parent = row.parent, let project = checker.tickets.row(parent) else {
            throw Violation(.books, "\(row.numberText) belongs to nothing")
        }
        try demand(project.isOpen, .books, "\(row.numberText) is \(row.phase), its project is \(project.phase)")
    }

    private func watched(_ loaded: Loaded<some TicketKind>, _ row: TicketRow) throws {
        let state = loaded.ticket.state
        try demand(
            !row.isOpen || state.unwatched != nil || !loaded.ticket.ledger.running.isEmpty, .clocks,
            "nothing will ever happen to \(row.numberText) in \(row.phase)")
    }

    private func waits(_ row: TicketRow, for id: TicketID) throws {
        guard let part = checker.tickets.row(id) else { throw Violation(.books, "\(row.numberText) waits for nothing") }
        try demand(
            part.isOpen && part.parent == row.id, .books,
            "\(row.numberText) waits for \(part.numberText), which is \(part.phase)")
    }
}
