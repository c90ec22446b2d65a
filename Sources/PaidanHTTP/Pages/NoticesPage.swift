internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/notices`: what the reader was told and has not seen yet, by ticket, the latest first; `?all=true` also what was seen.
enum NoticesPage {
    static let path = "/notices"
    private static let limit = 200
    private static let upTo = "upTo"
    private static let these = "notices"

    @Sendable static func show(_ call: Call) async throws -> Response {
        let isAll = try Query(call, known: ["all"]).flag("all") ?? false
        let view = NoticeView(for: call.viewer, at: call.desk.now)
        let (lines, newest) = try await call.read { try view.read(limit: limit, isUnseen: !isAll, in: $0) }
        let groups = NoticeView.groups(of: lines)
        let none: HTML = "<p class=\"quiet\">\(call.words("没有未看的通知", "nothing that you have not seen"))</p>"
        let main: HTML = """
            <p>\(links(isAll, call))</p>
            \(all(upTo: newest, call), if: newest > 0 && !isAll)\
            \(none, if: groups.isEmpty)
            <ol class="notices">\(groups.map { item($0, call) })</ol>
            <p class="quiet"\(" hidden", if: lines.count < limit)>\(call.words(
                "只列最近 \(limit) 条", "only the latest \(limit) are listed"))</p>
            """
        return call.page(call.words("通知", "notices"), main)
    }

    private static func links(_ isAll: Bool, _ call: Call) -> HTML {
        isAll
            ? "<a href=\"\(path)\">\(call.words("只看未看的", "only what is new"))</a>"
            : "<a href=\"\(path)?all=true\">\(call.words("也看已看的", "what was seen, too"))</a>"
    }

    private static func all(upTo newest: Int64, _ call: Call) -> HTML {
        form(upTo, String(newest), call.words("全部标为已看", "mark all as seen"), call)
    }

    private static func item(_ group: NoticeView.Group, _ call: Call) -> HTML {
        let ticket = group.ticket
        let branch: HTML = call.viewer.name(of: ticket.branch).map { " · \($0)" } ?? .nothing
        let subject: HTML = group.lines.first?.subject.map { " \($0)" } ?? .nothing
        let unseen = group.lines.filter { !$0.notice.isSeen }.compactMap(\.notice.number)
        return """
            <li><p><a href="/tickets/\(ticket.numberText)">\(ticket.numberText)</a> \
            \(ticket.kind.label.text(in: call.language))\(subject) \
            <span class="quiet">\(StateWords.label(of: ticket.phase, ticket.kind).text(in: call.language))\(branch)</span></p>
            <ul>\(group.told.map { line($0.line, $0.count, call) })</ul>
            \(marks(unseen, group.latest, call), if: !unseen.isEmpty)</li>
            """
    }

    private static func line(_ line: NoticeView.Line, _ count: Int, _ call: Call) -> HTML {
        let notice = line.notice
        let late: HTML = line.over.map { " <strong class=\"badge\">\($0.text(in: call.language))</strong>" } ?? .nothing
        let about: HTML = notice.clock.map { " <span class=\"quiet\">\(call.viewer.text(of: $0))</span>" } ?? .nothing
        let times: HTML = " × \(count)"
        let new: HTML = "<strong>\(call.words("新", "new"))</strong> "
        return """
            <li>\(new, if: !notice.isSeen)<time datetime="\(notice.at.rfc3339(in: call.house.zone))">\
            \(call.clockTime(notice.at))</time> \(notice.notice.label(for: notice.role).text(in: call.language))\(about)\
            \(times, if: count > 1)\(late)</li>
            """
    }

    private static func marks(_ unseen: [Int64], _ latest: Int64, _ call: Call) -> HTML {
        let own = unseen.map { String($0) }.joined(separator: " ")
        return """
            <div class="marks">\(form(these, own, call.words("已看", "seen"), call))\
            \(form(upTo, String(latest), call.words("此条及更早的全部已看", "this and all older ones seen"), call))</div>
            """
    }

    /// A button that works without script.
    private static func form(_ name: String, _ value: String, _ label: String, _ call: Call) -> HTML {
        let hidden = HTML.hidden(FormPost.hidden(call) + [(name, value)])
        return """
            <form method="post" action="\(path)/seen">\(hidden)\
            <button>\(label)</button></form>
            """
    }

    /// A button of the page.
    @Sendable static func markSeen(_ call: Call) async throws -> Response {
        let post = try await FormPost.read(call)
        try post.requireProof()
        let which: SeenMark.Which
        if let number = post.filled.text(upTo).flatMap({ Int64($0) }) {
            which = .upTo(number)
        } else {
            let numbers = (post.filled.text(these) ?? "").split(separator: " ").compactMap { Int64($0) }
            which = .these(Array(numbers.prefix(SeenMark.numbersMax)))
        }
        _ = try await Notices.mark(which, post.idempotencyKey(call), call)
        throw Elsewhere(path: path)
    }
}
