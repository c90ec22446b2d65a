internal import Foundation
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// 按单号查找: `C-12`, `12` where the caller has only heard the figure, or what another system called it.
enum NumberSearch {
    static let parameter = "number"

    static func form(_ call: Call, wanted: String = "") -> HTML {
        """
        <form class="search" method="get" action="/" role="search">
        <label for="number">\(call.words("单号", "number"))</label>
        <input id="number" name="\(parameter)" value="\(wanted)" placeholder="C-12" required>
        <button>\(call.words("查找", "find"))</button></form>
        """
    }

    /// The ticket itself when there is one only; of several kinds a list.
    static func answer(_ text: String, _ call: Call) async throws -> Response {
        let wanted = text.filter { !$0.isWhitespace }
        let foreign = text.trimmingCharacters(in: .whitespaces)
        let viewer = call.viewer
        let rows = try await call.read { reading in
            let own = try references(in: wanted).compactMap { try $0.soundRow(in: reading) }
                .filter { try viewer.sight.sees($0, in: reading) }
            let others = try ForeignNumber.tickets(called: foreign, in: reading, seenBy: viewer.sight)
                .filter { row in !own.contains { $0.id == row.id } }
            return try (own + others).map { try RowView($0, in: reading, for: viewer) }
        }
        if rows.count == 1 { throw Elsewhere(path: "/tickets/\(rows[0].row.numberText)") }
        let title = call.words("查找单号 \(wanted)", "number \(wanted)")
        return call.page(title, "\(form(call, wanted: wanted))\(RowTable(call).html(rows))")
    }

    private static func references(in text: String) -> [TicketReference] {
        if let reference = TicketReference(text) { return [reference] }
        return Kind.allCases.compactMap { TicketReference("\($0.letter)-\(text)") }
    }
}
