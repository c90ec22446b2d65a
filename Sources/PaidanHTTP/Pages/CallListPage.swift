internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/calls`: today's calls of whoever is logged in, and those that are everybody's.
enum CallListPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let view = try CallList.view(call, unlessSaid: Account(call.actor.principal).map { .one($0) } ?? .nobody)
        let now = call.desk.now
        let shown = try await call.read { try view.read(in: $0, at: now) }
        let table = TableHTML(heads: [
            call.words("单号", "number"), call.words("回访", "call"), call.words("状态", "state"),
            call.words("约定", "agreed"), call.words("到期", "due"), call.words("拨打", "attempts"),
            call.words("回访人", "caller"), call.words("现在", "now"),
        ])
        let main: HTML = """
            <p>\(links(call))</p>
            <p>\(hours(call))</p>
            \(table.html(shown.entries.map { row($0, table, call) }))
            <p class="quiet"\(" hidden", if: !shown.entries.isEmpty)>\(call.words("没有要打的回访", "no calls to be made"))</p>
            <p class="quiet"\(" hidden", if: !shown.isCut)>\(call.words("还有更多,这里只列到期最早的", "there are more; these are due first"))</p>
            """
        return call.page(call.words("回访清单", "call list"), main)
    }

    private static func links(_ call: Call) -> HTML {
        """
        <a href="/calls?caller=me">\(call.words("我的", "mine"))</a> · \
        <a href="/calls?caller=nobody">\(call.words("未指派的", "not assigned"))</a> · \
        <a href="/calls?caller=all">\(call.words("全部", "all"))</a>
        """
    }

    /// The hours of the regulation in force for calls.
    private static func hours(_ call: Call) -> HTML {
        let policy = call.desk.policies.active(branch: call.actor.branch, kind: .call).policy
        let hours = CallTask.hours(policy)
        let good: HTML = hours.good.map { "\(call.words("宜回访", "good times")) \($0.text)" } ?? .nothing
        let quiet: HTML = hours.quiet.map { "\(call.words("不宜打扰", "quiet hours")) \($0.text)" } ?? .nothing
        return "\(good) \(quiet)"
    }

    private static func row(_ entry: CallListView.Entry, _ table: TableHTML, _ call: Call) -> HTML {
        let task = entry.call
        let unwelcome: HTML =
            "<strong class=\"badge\">\(call.words("不愿被打扰", "dislikes calls"))</strong> "
        let miss = task.lastAttempt.map { " " + $0.miss.label.text(in: call.language) } ?? ""
        let agreed: HTML =
            entry.agreedAt.map { "<time datetime=\"\($0.rfc3339(in: call.house.zone))\">\(call.clockTime($0))</time>" }
            ?? "—"
        let occasion: HTML = """
            \(unwelcome, if: task.isUnwelcome)\(task.opening.occasion.label.text(in: call.language)) \
            <span class="quiet">\(task.opening.occasion.script.form.text(in: call.language))</span>
            """
        return table.row(
            [
                "<a href=\"/tickets/\(entry.row.numberText)\">\(entry.row.numberText)</a>", occasion,
                "\(task.phase.label.text(in: call.language))", agreed,
                DueHTML.html(task.dueAt, isLate: task.phase == .overdue, call), "\(String(task.attempts))\(miss)",
                "\(task.caller?.code ?? "—")", "\(entry.hour.label.text(in: call.language))",
            ], isLate: task.phase == .overdue)
    }
}
