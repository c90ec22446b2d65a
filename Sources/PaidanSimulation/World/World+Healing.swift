internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWire

/// The faults have stopped: within bounded time everything must come to its end.
extension World {
    private static let lapMilliseconds: Int64 = 400
    /// Ten minutes of the machine's time.
    private static let lapsMax = 1_500
    /// So many laps in a row without anything left to do.
    private static let quietLapsEnough = 4

    var hasEnded: Bool { season == .healing && quietLaps >= Self.quietLapsEnough }

    func heal() {
        season = .healing
        note("the faults stop")
        store.doom = nil
        for index in workers.indices {
            workers[index].window = 5
            if workers[index].condition != .off { workers[index].crash() }
        }
        agenda.plan(.closing, at: machine + 1)
    }

    func closingLap() throws {
        lap += 1
        if lap > Self.lapsMax {
            throw Violation(.liveness, "after \(Self.lapsMax) laps: \(leftOver.prefix(5).joined(separator: "; "))")
        }
        agenda.plan(.closing, at: machine + Self.lapMilliseconds)
        guard engine != nil else { return }
        // Delays that were asked for, and extended leases, run out.
        if lap >= 3, !delaysHavePassed {
            delaysHavePassed = true
            try passTime(.hours(2))
        }
        if lap.isMultiple(of: 20), checker.tickets.rows.contains(where: { $0.isOpen && $0.phase == "inWarranty" }) {
            try passTime(.days(1))
        }
        quietLaps = leftOver.isEmpty ? quietLaps + 1 : 0
        var wanted = deedsToClose()
        for index in clerks.indices where clerks[index].call == nil && !wanted.isEmpty {
            call(wanted.removeFirst(), index)
        }
    }

    /// What still has to end, in words.
    private var leftOver: [String] {
        let open = checker.tickets.rows.filter(\.isOpen).map { "\($0.numberText) is \($0.phase)" }
        let messages = checker.messages.unsettled.map { "message \($0.id) in \($0.queue) is \($0.state.words)" }
        let behind = dashboards.filter(\.isBehind).map { "a dashboard of \($0.feed) is behind" }
        return open + messages + behind
    }

    // MARK: What is to be done

    private func deedsToClose() -> [Job] {
        var jobs: [Job] = checker.stoppedQueues.map { .startQueue($0) }
        for row in checker.tickets.rows where row.isOpen {
            let deed: (String, JSON)? =
                switch row.kind {
                case .complaint: deed(forComplaint: row)
                case .dispatch: deed(forDispatch: row)
                case .opinion: deed(forOpinion: row)
                case .call: deed(forCall: row)
                case .lead: ("loseLead", ["lossReason": "other", "fault": "none", "note": "已无意向"])
                case .rota: ("close", ["reason": "停用"])
                case .project: deed(forProject: row)
                // They end with their project.
                case .node, .supply: nil
                }
            guard let (verb, data) = deed else { continue }
            jobs.append(
                .command(
                    Request(
                        actor: Company.closer, wish: .act(.id(row.id), verb: verb, data: data),
                        key: IdempotencyKey(text: "close-\(lap)-\(jobs.count)", hashing: Array(verb.utf8)))))
        }
        return jobs
    }

    private func deed(forComplaint row: TicketRow) -> (String, JSON)? {
        switch Complaint.Phase(name: row.phase) {
        case .received:
            // Its routing message must bring it on; where none is wanted or it is dead, a person does.
            checker.messages.unsettled.contains { $0.ticket == row.id }
                ? nil : ("forward", ["departments": ["engineering"]])
        case .explaining: ("explanationAccepted", [:])
        case .surveying: ("surveyConcluded", ["findings": "已勘察", "departments": ["materials"]])
        case .onHold: ("resume", [:])
        case .escalated: ("leaderResolves", ["result": "已解决", "cause": "施工"])
        case .awaitingRevisit: ("revisitSatisfied", [:])
        case .inDepartment: owedDepartment(of: row).map { ("redispatch", ["department": .string($0)]) }
        case .merged, .closed, .closedByLetter, .withdrawn, nil: nil
        }
    }

    /// What a merged complaint needs, or one that was taken out again had; a person sends it.
    private func owedDepartment(of row: TicketRow) -> String? {
        checker.clocks.rows(of: row.id).lazy.map(\.key).first { key in
            !key.subject.isEmpty && Complaint.forwardingClocks.contains { $0.name == key.name }
        }?.subject
    }

    private func deed(forDispatch row: TicketRow) -> (String, JSON)? {
        let isWaiting = checker.messages.unsettled.contains { $0.ticket == row.id && $0.kind.isOffer }
        return isWaiting || endsWithTheSurvey(row) ? nil : ("reportDone", ["result": "已修好", "cause": "空鼓"])
    }

    private func endsWithTheSurvey(_ row: TicketRow) -> Bool {
        row.phase == "summoned" || checker.messages.rows(of: row.id).contains { $0.kind == .dispatchSurvey }
    }

    private func deed(forOpinion row: TicketRow) -> (String, JSON)? {
        switch OpinionIssue.Phase(name: row.phase) {
        case .raised: ("answerAtOnce", ["text": "已答复"])
        case .promised: ("replyGiven", ["text": "已答复"])
        case .escalated: ("leaderResolves", ["result": "已解决"])
        case .answered: ("customerContent", [:])
        case .inDepartment, .closed, .upgraded, nil: nil
        }
    }

    /// Waived for good, so that no cadence goes on.
    private func deed(forCall row: TicketRow) -> (String, JSON)? {
        switch CallTask.Phase(name: row.phase) {
        case .planned, .due, .booked, .unreached, .overdue: ("waive", ["reason": "ended", "note": "已无必要"])
        case .inProgress: ("noAnswer", ["miss": "wrongNumber"])
        case .recorded: ("submitRecord", [:])
        case .inReview: ("review", ["opinion": "同意"])
        case .archived, .missed, .waived, .superseded, nil: nil
        }
    }

    /// Cancelled, unless it is paid: then its warranty ends by itself.
    private func deed(forProject row: TicketRow) -> (String, JSON)? {
        switch RenovationProject.Phase(name: row.phase) {
        case .contracted, .planned, .underway, .hiddenWorks, .materialsPhase, .finishing, .awaitingPayment, .suspended:
            ("cancelProject", ["reason": "客户退单", "settlement": "已结清"])
        case .verifyingSurvey: ("verifySurvey", ["signed": true, "trueRecord": "以回访为准"])
        case .inWarranty, .closed, .cancelled, nil: nil
        }
    }

    // MARK: The end

    /// Everything has come to its end: now the whole store is replayed and compared.
    func finish() throws {
        if let left = leftOver.first { throw Violation(.liveness, left) }
        for dashboard in dashboards {
            try demand(
                dashboard.seen == checker.feeds.entries[dashboard.feed] ?? [], .feeds,
                "a dashboard of \(dashboard.feed) has not seen every event once, in order")
        }
        try auditor.auditAll(now: now, store, checker)
        note("everything has come to its end")
    }
}
