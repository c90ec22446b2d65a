internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/`: what is open, newest first; `/?number=C-12` leads to a ticket.
enum ListPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let query = try Query(call, known: Listing.filters + [NumberSearch.parameter])
        if let wanted = query[NumberSearch.parameter] { return try await NumberSearch.answer(wanted, call) }
        var filter = try await Listing.filter(query, nil, call)
        filter.isOpen = try query.flag("open") ?? true
        let page = try await Listing.page(filter, call)
        let next: HTML =
            page.next.map { cursor in
                "<p><a rel=\"next\" href=\"\(Listing.address(of: cursor, call))\">\(call.words("更早的", "older"))</a></p>"
            } ?? .nothing
        let other: HTML =
            filter.isOpen == true
            ? "<p><a href=\"/?open=false\">\(call.words("已结束的工单", "ended tickets"))</a></p>"
            : "<p><a href=\"/\">\(call.words("进行中的工单", "open tickets"))</a></p>"
        let title = filter.isOpen == true ? call.words("进行中的工单", "open tickets") : call.words("已结束的工单", "ended tickets")
        return call.page(title, "\(NumberSearch.form(call))\(RowTable(call).html(page.rows))\(next)\(other)")
    }
}

/// Tickets as a table; the board's script writes the same rows.
struct RowTable {
    private let call: Call
    private let viewer: Viewer
    private let table: TableHTML

    init(_ call: Call) {
        self.call = call
        viewer = call.viewer
        table = TableHTML(heads: [
            call.words("单号", "number"), call.words("种类", "kind"), call.words("状态", "state"),
            call.words("责任方", "held by"), call.words("到期", "due"),
        ])
    }

    func html(_ rows: [RowView], board: String? = nil) -> HTML {
        let attributes: HTML = board.map { "data-board=\"\($0)\"" } ?? .nothing
        return """
            \(table.html(rows.map(row), attributes))
            <p class="quiet" data-empty\(" hidden", if: !rows.isEmpty)>\(call.words("没有工单", "no tickets"))</p>
            """
    }

    private func row(_ view: RowView) -> HTML {
        let row = view.row
        return table.row(
            [
                "<a href=\"/tickets/\(row.numberText)\">\(row.numberText)</a>",
                "\(row.kind.label.text(in: call.language))",
                "\(StateWords.label(of: row.phase, row.kind).text(in: call.language))",
                "\(viewer.text(custodian: row.custodian))", due(view),
            ], isLate: row.isLate)
    }

    private func due(_ view: RowView) -> HTML {
        guard let due = view.row.due else { return "—" }
        let which: HTML = view.dueLabel.map { " <span class=\"quiet\">\($0)</span>" } ?? .nothing
        return "\(DueHTML.html(due, isLate: view.row.isLate, isReminder: view.isReminder, call))\(which)"
    }
}

/// A due moment with room for the countdown. What is late, or soon will be, is said in words: not everybody sees colours.
enum DueHTML {
    /// 将到期: as the last warnings of the shipped regulations, and half of the shortest limit that one has. The script says the same of what it shows itself.
    static let soon = Span.minutes(15)

    /// - Parameter isReminder: nothing is late after it.
    static func html(_ due: Instant, isLate: Bool, isReminder: Bool = false, _ call: Call) -> HTML {
        let late: HTML = "<strong class=\"badge\">\(call.words("超时", "late"))</strong> "
        let near: HTML = "<strong>\(call.words("将到期", "due soon"))</strong> "
        let reminder: HTML = "<em>\(call.words("提醒", "reminder"))</em> "
        let isNear = !isLate && !isReminder && due - call.desk.now <= soon
        return """
            \(late, if: isLate)\(near, if: isNear)\(reminder, if: isReminder)\(counting(to: due, call))
            """
    }

    /// The moment alone.
    static func counting(to due: Instant, _ call: Call) -> HTML {
        """
        <time datetime="\(due.rfc3339(in: call.house.zone))">\(call.endTime(due))</time> \
        <span data-due="\(String(due.milliseconds))"></span>
        """
    }
}
