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
        let stopped = StoppedQueueHTML(call).forThoseWhoMayAct
        let main: HTML = """
            \(stopped)\(NumberSearch.form(call))\(branches(filter.branch, call))\(RowTable(call).html(page.rows))\(next)\(other)
            """
        return call.page(title, main)
    }
}

extension ListPage {
    /// For whoever sees several branches: one, or all.
    private static func branches(_ chosen: Branch?, _ call: Call) -> HTML {
        guard call.viewer.seesSeveralBranches else { return .nothing }
        let links: [HTML] = call.desk.branches.map { row in
            let name = row.label.text(in: call.language)
            return row.branch == chosen
                ? " · <b>\(name)</b>" : " · <a href=\"/?branch=\(row.branch.code)\">\(name)</a>"
        }
        let all: HTML = "<a href=\"/\">\(call.words("全部", "all"))</a>"
        return "<p>\(call.words("分公司", "branch")): \(all)\(links)</p>"
    }
}

/// Tickets as a table; the board's script writes the same rows.
struct RowTable {
    private let call: Call
    private let viewer: Viewer

    init(_ call: Call) {
        self.call = call
        viewer = call.viewer
    }

    /// - Parameter words: what the customers said, by ticket; a column of its own where anything is known of it.
    func html(_ rows: [RowView], board: String? = nil, words: [TicketID: String]? = nil) -> HTML {
        let branch: HTML = "<th scope=\"col\" data-branch>\(call.words("分公司", "branch"))</th>"
        let said: HTML = "<th scope=\"col\">\(call.words("客户原话", "what the customer said"))</th>"
        let attributes: HTML = board.map { "data-board=\"\($0)\"" } ?? .nothing
        return """
            <div class="scroll"><table \(attributes)>
            <thead><tr><th scope="col">\(call.words("单号", "number"))</th>\(branch, if: viewer.seesSeveralBranches)<th scope="col">\(call.words("种类", "kind"))</th>\
            <th scope="col">\(call.words("状态", "state"))</th><th scope="col">\(call.words("责任方", "held by"))</th>\
            <th scope="col">\(call.words("期限", "due"))</th>\(said, if: words != nil)</tr></thead>
            <tbody>\(rows.map { row($0, words) })</tbody></table></div>
            <p class="quiet" data-empty\(" hidden", if: !rows.isEmpty)>\(call.words("没有工单", "no tickets"))</p>
            """
    }

    private func row(_ view: RowView, _ words: [TicketID: String]?) -> HTML {
        let row = view.row
        let branch: HTML = "<td>\(view.branchLabel ?? "")</td>"
        let said: HTML = "<td>\(words?[row.id] ?? "")</td>"
        return """
            <tr\(" class=\"late\"", if: view.isLate)><td><a href="/tickets/\(row.numberText)">\(row.numberText)</a></td>\
            \(branch, if: viewer.seesSeveralBranches)<td>\(row.kind.label.text(in: call.language))</td>\
            <td>\(StateWords.label(of: row.phase, row.kind).text(in: call.language))</td>\
            <td>\(viewer.text(custodian: row.custodian))</td><td>\(due(view))</td>\(said, if: words != nil)</tr>
            """
    }

    private func due(_ view: RowView) -> HTML {
        let parts: HTML = view.latePartsLabel.map { "<strong class=\"badge\">\($0)</strong> " } ?? .nothing
        guard let due = view.due else { return "\(parts, if: view.isLate)\("—", if: !view.isLate)" }
        // The moment is the part's where the whole has none of its own.
        let isLate = view.row.due == nil ? view.isLate : view.row.isLate
        let which: HTML = view.dueLabel.map { " <span class=\"quiet\">\($0)</span>" } ?? .nothing
        return "\(parts)\(DueHTML.html(due, isLate: isLate, isReminder: view.isReminder, call))\(which)"
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
        <time datetime="\(due.rfc3339(in: call.house.zone))">\(call.clockTime(due))</time> \
        <span data-due="\(String(due.milliseconds))"></span>
        """
    }
}
