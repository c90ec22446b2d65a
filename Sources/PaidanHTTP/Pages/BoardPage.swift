internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/departments/{department}`: the department's board. The script asks every two seconds whether it has changed.
enum BoardPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let department = try call.department()
        var filter = TicketFilter()
        filter.department = department
        filter.branch = call.actor.branch
        filter.isOpen = true
        filter.limit = BoardView.rowsMax
        filter.byDue = true
        let asked = filter
        let rows = try await call.read { try $0.tickets(matching: asked) }
        let ordered = rows.filter(\.isLate) + rows.filter { !$0.isLate }
        let title = call.desk.regulation.policy.routing.label(of: department).text(in: call.language)
        let main: HTML = """
            <p aria-live="polite"><span class="count"><b data-count="open">\(rows.count)</b> \(call.words("进行中", "open"))</span>
            <span class="count late"><b data-count="late">\(rows.count(where: \.isLate))</b> \(call.words("超时", "late"))</span></p>
            \(RowTable(call).html(ordered, board: "/v1/departments/\(department.code)/board"))
            """
        return call.page(title, main)
    }
}
