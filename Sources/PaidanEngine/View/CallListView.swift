package import PaidanCore
package import PaidanJSON

/// 当日回访清单: the calls that can be made by the end of a day, and how they stand.
package struct CallListView: Sendable {
    let date: CivilDate
    let callers: Callers
    let policies: PolicyShelf
    let viewer: Viewer

    /// Whose calls are listed.
    package enum Callers: Hashable, Sendable {
        case all
        /// Those assigned to this one, and those that are everybody's.
        case one(Account)
        /// Those that are everybody's.
        case nobody
    }

    package init(on date: CivilDate, of callers: Callers, _ policies: PolicyShelf, for viewer: Viewer) {
        self.date = date
        self.callers = callers
        self.policies = policies
        self.viewer = viewer
    }

    /// How many calls of each state are looked at, the first due first, and how many are listed.
    package static let rowsMax = 500

    /// One call of the list.
    package struct Entry: Sendable {
        package let row: TicketRow
        package let call: CallTask
        package let from: Instant
        /// Masked; nil for whoever is not shown it.
        package let customer: String?
        /// Where the viewer has to tell branches apart.
        package let branch: String?
        package let hour: CallTask.Hour
        /// 须由谁回访; nil where everybody may who makes calls.
        package let askers: [Role]?

        package var agreedAt: Instant? { call.slot?.at }
        /// 须由主管领导回访
        package var askedByLabel: Label? {
            askers.map(Role.names(of:)).map { Label("须由\($0.zh)回访", "asked by: \($0.en)") }
        }
        package func mayBeAsked(by actor: Actor) -> Bool { askers.map(actor.hasAny(of:)) ?? true }
        /// Agreed times and due dates in one order: whoever has promised an hour keeps it.
        fileprivate var order: (Instant, Int) { (agreedAt ?? call.dueAt, row.number) }
    }

    package struct Shown: Sendable {
        package let entries: [Entry]
        /// Whether there may be more than were looked at.
        package let isCut: Bool
    }

    /// - Parameter now: whether it is a good time to call is asked of this moment.
    package func read(in reading: any Reading, at now: Instant) throws -> Shown {
        let end = viewer.zone.end(of: date)
        var entries: [Entry] = []
        var isCut = false
        for phase in CallTask.listed {
            let page = try reading.ticketPage(matching: filter(phase))
            isCut = isCut || page.rows.count + page.damaged.count == Self.rowsMax
            for row in page.rows {
                guard let call = try state(of: row, in: reading) else { continue }
                guard let from = call.callableFrom, from < end, isListed(call) else { continue }
                let policy = policies.active(branch: row.branch, kind: .call).policy
                entries.append(
                    Entry(
                        row: row, call: call, from: from,
                        customer: try viewer.customerLabel(of: row.person, in: reading),
                        branch: viewer.name(of: row.branch), hour: call.hour(at: now, policy),
                        askers: call.askers(policy)))
            }
        }
        entries.sort { $0.order < $1.order }
        return Shown(entries: Array(entries.prefix(Self.rowsMax)), isCut: isCut || entries.count > Self.rowsMax)
    }

    /// - Returns: nil where its facts cannot be read: `paidan verify` tells of it, and the others are to be called.
    private func state(of row: TicketRow, in reading: any Reading) throws -> CallTask? {
        try legible { try History.replay(CallTask.self, row, reading.events(of: row.id)).ticket.state }
    }

    private func filter(_ phase: CallTask.Phase) -> TicketFilter {
        var filter = TicketFilter()
        filter.kind = .call
        filter.phase = CallTask.table.name(of: phase)
        filter.isOpen = true
        filter.branch = viewer.actor.branch
        filter.byDue = true
        filter.limit = Self.rowsMax
        return filter
    }

    private func isListed(_ call: CallTask) -> Bool {
        switch callers {
        case .all: true
        case .one(let account): call.caller == account || call.caller == nil
        case .nobody: call.caller == nil
        }
    }

    // MARK: As JSON

    package func json(in reading: any Reading, at now: Instant) throws -> JSONObject {
        let shown = try read(in: reading, at: now)
        let rows = try RowView.list(shown.entries.map(\.row), in: reading, for: viewer)
        return [
            "date": .string(date.text), "asOf": viewer.time(now),
            "counts": .members(
                ("listed", .count(shown.entries.count)),
                ("overdue", .count(shown.entries.filter { $0.call.phase == .overdue }.count)),
                ("agreed", .count(shown.entries.filter { $0.agreedAt != nil }.count))),
            "isCut": .bool(shown.isCut),
            "calls": .array(zip(shown.entries, rows).map(json)),
        ]
    }

    private func json(_ entry: Entry, _ row: RowView) -> JSON {
        let call = entry.call
        var object = row.json.object ?? [:]
        object["customer"] = .string(entry.row.person.description)
        object["customerLabel"] = entry.customer.map(JSON.string)
        object["projectOrOrder"] = call.opening.projectOrOrder.map(JSON.string)
        object["occasion"] = .members(
            ("name", .string(call.opening.occasion.rawValue)), ("label", viewer.word(call.opening.occasion.label)))
        object["script"] = viewer.word(call.opening.occasion.script.form)
        object["from"] = viewer.time(entry.from)
        object["agreedAt"] = entry.agreedAt.map(viewer.time)
        object["dueAt"] = viewer.time(call.dueAt)
        object["caller"] = call.caller.map { .string($0.code) }
        object["attempts"] = .count(call.attempts)
        object["lastMiss"] = call.lastAttempt.map { viewer.word($0.miss.label) }
        object["dislikesCalls"] = .bool(call.isUnwelcome)
        object["askedBy"] = entry.askers.map { .array($0.map { .string($0.rawValue) }) }
        object["askedByLabel"] = entry.askedByLabel.map(viewer.word)
        object["mayAsk"] = .bool(entry.mayBeAsked(by: viewer.actor))
        object["hour"] = .members(("name", .string(entry.hour.rawValue)), ("label", viewer.word(entry.hour.label)))
        return .object(object)
    }
}
