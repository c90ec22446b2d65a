package import PaidanCore
package import PaidanJSON

/// What somebody has been told, the latest first.
package struct NoticeView: Sendable {
    /// One notice with the ticket that it is about.
    package struct Line: Sendable {
        package let notice: NoticeRow
        package let ticket: TicketRow
        /// 事项: what that is about; nil where its kind says all.
        package let subject: String?
        /// Of the limit that it is about, while that runs.
        package let due: Instant?
        /// 已超时 …; nil where nothing is late now.
        package let over: Label?
    }

    /// What was told of one ticket. The same notice about the same limit stands there once, with how often it came.
    package struct Group: Sendable {
        package let ticket: TicketRow
        /// The latest first.
        package internal(set) var lines: [Line]

        package var numbers: [Int64] { lines.compactMap(\.notice.number) }
        package var latest: Int64 { numbers.max() ?? 0 }

        /// Each kind of notice once: the latest of it, and how often it came.
        package var told: [(line: Line, count: Int)] {
            lines.reduce(into: []) { told, line in
                let same = told.firstIndex {
                    $0.line.notice.notice == line.notice.notice && $0.line.notice.clock == line.notice.clock
                }
                if let same { told[same].count += 1 } else { told.append((line, 1)) }
            }
        }
    }

    private let viewer: Viewer
    private let now: Instant

    package init(for viewer: Viewer, at now: Instant) {
        self.viewer = viewer
        self.now = now
    }

    /// - Parameter isUnseen: only what the viewer has not marked as seen.
    /// - Returns: the newest number as well, also where that of a ticket that cannot be read is it; 0 where there is none.
    package func read(
        limit: Int, isUnseen: Bool, in reading: any Reading
    ) throws -> (lines: [Line], newest: Int64) {
        var filter = NoticeFilter(of: viewer.actor, limit: limit)
        filter.isUnseen = isUnseen
        let notices = try reading.notices(for: filter)
        let tickets = try Set(notices.map(\.ticket)).reduce(into: [TicketID: TicketRow]()) { tickets, id in
            guard let row = try reading.soundTicketRow(id), try viewer.sight.sees(row, in: reading) else { return }
            tickets[id] = row
        }
        let subjects = try tickets.compactMapValues { try SubjectWords(of: $0, in: reading, for: viewer)?.text }
        let clocks = Dictionary(grouping: try reading.runningClocks(ofAll: tickets.keys.sorted()), by: \.ticket)
        let lines = notices.compactMap { notice in
            tickets[notice.ticket].map { row in
                line(notice, row, subjects[row.id], clocks[row.id]?.first { $0.key == notice.clock }?.due)
            }
        }
        return (lines, notices.first?.number ?? 0)
    }

    private func line(_ notice: NoticeRow, _ row: TicketRow, _ subject: String?, _ due: Instant?) -> Line {
        let isJudged = notice.clock.map(row.kind.type.isJudged) ?? false
        let over = due.flatMap { due -> Label? in
            guard isJudged, now > due else { return nil }
            let span = (now - due).label
            return Label("已超时 \(span.zh)", "late by \(span.en)")
        }
        return Line(notice: notice, ticket: row, subject: subject, due: due, over: over)
    }

    /// By ticket, the one that was told of last at the top.
    package static func groups(of lines: [Line]) -> [Group] {
        lines.reduce(into: []) { groups, line in
            if let index = groups.firstIndex(where: { $0.ticket.id == line.ticket.id }) {
                groups[index].lines.append(line)
            } else {
                groups.append(Group(ticket: line.ticket, lines: [line]))
            }
        }
    }

    // MARK: As JSON

    package func json(of line: Line) -> JSON {
        let (row, ticket) = (line.notice, line.ticket)
        return .members(
            ("no", row.number.map { .integer($0) }), ("isSeen", .bool(row.isSeen)),
            ("at", viewer.time(row.at)), ("role", .string(row.role.rawValue)),
            ("department", row.department.map { .string($0.code) }),
            (
                "notice",
                .members(
                    ("name", .string(row.notice.rawValue)), ("label", viewer.word(row.notice.label(for: row.role))))
            ),
            ("clock", row.clock.map { .string($0.text) }),
            ("clockLabel", row.clock.map { .string(viewer.text(of: $0)) }),
            ("isReminder", row.clock.map { .bool(!ticket.kind.type.isJudged($0)) }),
            ("due", line.due.map(viewer.time)), ("overLabel", line.over.map(viewer.word)),
            ("ticket", .string(row.ticket.description)), ("number", .string(ticket.numberText)),
            ("kind", .string(ticket.kind.rawValue)), ("subjectLabel", line.subject.map(JSON.string)),
            ("state", viewer.state(ticket.phase, ticket.kind)))
    }
}
