internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/departments/{department}`: the department's board. The script asks every two seconds whether it has changed.
enum BoardPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let department = try call.department()
        let view = BoardView(.department(department), for: call.viewer)
        let board = try await call.read { try view.read(in: $0) }
        let ordered = board.rows.filter(\.isLate) + board.rows.filter { !$0.isLate }
        let title = call.label(of: department)
        let main: HTML = """
            \(StoppedQueueHTML(call).html(of: department))
            <p aria-live="polite"><span class="count"><b data-count="open">\(board.open)</b> \(call.words("进行中", "open"))</span>
            <span class="count late"><b data-count="late">\(board.late)</b> \(call.words("超时", "late"))</span></p>
            \(RowTable(call).html(ordered, board: "/v1/departments/\(department.code)/board", words: board.words))
            \(DamagedHTML.html(board.damaged, call))
            """
        return call.page(title, main)
    }
}
