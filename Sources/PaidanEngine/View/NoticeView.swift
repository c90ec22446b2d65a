internal import PaidanCore
package import PaidanJSON

/// What somebody has been told.
package enum NoticeView {
    package static func list(limit: Int, in reading: any Reading, for viewer: Viewer) throws -> [JSON] {
        let actor = viewer.actor
        let filter = NoticeFilter(
            roles: actor.roles, departments: actor.departments, branch: actor.branch, limit: limit)
        return try reading.notices(for: filter).compactMap { notice in
            guard let row = try reading.soundTicketRow(notice.ticket), try viewer.sight.sees(row, in: reading) else {
                return nil
            }
            return json(notice, row, viewer)
        }
    }

    private static func json(_ row: NoticeRow, _ ticket: TicketRow, _ viewer: Viewer) -> JSON {
        .members(
            ("at", viewer.time(row.at)), ("role", .string(row.role.rawValue)),
            ("department", row.department.map { .string($0.code) }),
            ("notice", .members(("name", .string(row.notice.rawValue)), ("label", viewer.word(row.notice.label)))),
            ("clock", row.clock.map { .string($0.text) }),
            ("clockLabel", row.clock.map { .string(viewer.text(of: $0)) }),
            ("isReminder", row.clock.map { .bool(!ticket.kind.type.isJudged($0)) }),
            ("ticket", .string(row.ticket.description)), ("number", .string(ticket.numberText)),
            ("kind", .string(ticket.kind.rawValue)))
    }
}
