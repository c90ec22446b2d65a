internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/calls`: today's calls of whoever is logged in, and those that are everybody's.
enum CallListPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let view = try CallList.view(call, unlessSaid: Account(call.actor.principal).map { .one($0) } ?? .nobody)
        let now = call.desk.now
        let shown = try await call.read { try view.read(in: $0, at: now) }
        let branch: HTML = "<th scope=\"col\">\(call.words("分公司", "branch"))</th>"
        let main: HTML = """
            <p>\(links(call))</p>
            <p>\(hours(call))</p>
            <div class="scroll"><table>
            <thead><tr><th scope="col">\(call.words("单号", "number"))</th>\(branch, if: call.viewer.seesSeveralBranches)\
            <th scope="col">\(call.words("回访", "call"))</th><th scope="col">\(call.words("客户", "customer"))</th>\
            <th scope="col">\(call.words("工程或订单", "project or order"))</th>\
            <th scope="col">\(call.words("状态", "state"))</th><th scope="col">\(call.words("约定", "agreed"))</th>\
            <th scope="col">\(call.words("期限", "due"))</th><th scope="col">\(call.words("拨打", "attempts"))</th>\
            <th scope="col">\(call.words("回访人", "caller"))</th><th scope="col">\(call.words("现在", "now"))</th></tr></thead>
            <tbody>\(shown.entries.map { row($0, call) })</tbody></table></div>
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

    private static func row(_ entry: CallListView.Entry, _ call: Call) -> HTML {
        let task = entry.call
        let unwelcome: HTML =
            "<strong class=\"badge\">\(call.words("不愿被打扰", "dislikes calls"))</strong> "
        let branch: HTML = "<td>\(entry.branch ?? "")</td>"
        let miss = task.lastAttempt.map { " " + $0.miss.label.text(in: call.language) } ?? ""
        let agreed: HTML =
            entry.agreedAt.map { "<time datetime=\"\($0.rfc3339(in: call.house.zone))\">\(call.clockTime($0))</time>" }
            ?? "—"
        return """
            <tr\(" class=\"late\"", if: task.phase == .overdue)><td><a href="/tickets/\(entry.row.numberText)">\(entry.row.numberText)</a></td>\
            \(branch, if: call.viewer.seesSeveralBranches)<td>\(unwelcome, if: task.isUnwelcome)\(task.opening.occasion.label.text(in: call.language)) \
            <span class="quiet">\(task.opening.occasion.script.form.text(in: call.language))</span></td>\
            <td>\(entry.customer ?? "—")</td><td>\(task.opening.projectOrOrder ?? "—")</td>\
            <td>\(task.phase.label.text(in: call.language))</td><td>\(agreed)</td>\
            <td>\(DueHTML.html(task.dueAt, isLate: task.phase == .overdue, call))</td>\
            <td>\(String(task.attempts))\(miss)</td><td>\(task.caller?.code ?? "—")</td>\
            <td>\(entry.hour.label.text(in: call.language))</td></tr>
            """
    }
}
