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
        package let hour: CallTask.Hour

        package var agreedAt: Instant? { call.slot?.at }
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
            let rows = try reading.tickets(matching: filter(phase))
            isCut = isCut || rows.count == Self.rowsMax
            for row in rows {
                let call = try History.replay(CallTask.self, row, reading.events(of: row.id)).ticket.state
                guard let from = call.callableFrom, from < end, isListed(call) else { continue }
                let policy = policies.active(branch: row.branch, kind: .call).policy
                entries.append(Entry(row: row, call: call, from: from, hour: call.hour(at: now, policy)))
            }
        }
        entries.sort { $0.order < $1.order }
        return Shown(entries: Array(entries.prefix(Self.rowsMax)), isCut: isCut || entries.count > Self.rowsMax)
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
        object["hour"] = .members(("name", .string(entry.hour.rawValue)), ("label", viewer.word(entry.hour.label)))
        return .object(object)
    }
}
