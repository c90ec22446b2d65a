internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// `/`: what is open, newest first; of whoever sees tickets through personally, their own unless they ask for all.
/// `/?number=C-12` leads to a ticket.
enum ListPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let query = try Query(call, known: Listing.filters + [NumberSearch.parameter])
        if let wanted = query[NumberSearch.parameter] { return try await NumberSearch.answer(wanted, call) }
        var filter = try await Listing.filter(query, nil, call)
        filter.isOpen = try query.flag("open") ?? true
        let choice = ListChoice(filter, query, call)
        filter.assignee = choice.assignee
        let page = try await Listing.page(filter, call)
        let next: HTML =
            page.next.map { cursor in
                "<p><a rel=\"next\" href=\"\(Listing.address(of: cursor, call))\">\(call.words("更早的", "older"))</a></p>"
            } ?? .nothing
        let isOpen = filter.isOpen == true
        let others = isOpen ? call.words("已结束的工单", "ended tickets") : call.words("进行中的工单", "open tickets")
        let other: HTML = "<p><a href=\"\(choice.with { $0.isOpen = !isOpen }.address)\">\(others)</a></p>"
        let title = isOpen ? call.words("进行中的工单", "open tickets") : call.words("已结束的工单", "ended tickets")
        let main: HTML = """
            \(StoppedQueueHTML(call).forThoseWhoMayAct)\(NumberSearch.form(call))\
            \(assignees(choice, call))\(branches(choice, call))\(kinds(choice, call))\(dates(choice, call))\
            \(RowTable(call).html(page.rows))\(DamagedHTML.html(page.damaged, call))\(next)\(other)
            """
        return call.page(title, main)
    }

    /// For whoever sees tickets through: those, or all that may be seen.
    private static func assignees(_ choice: ListChoice, _ call: Call) -> HTML {
        guard ListChoice.mayHaveOwn(call) else { return .nothing }
        let own = link(call.words("我的", "mine"), choice.with { $0.assignee = Account(call.actor.principal) }, choice)
        let all = link(call.words("全部", "all"), choice.with { $0.assignee = nil }, choice)
        return "<p>\(own) · \(all)</p>"
    }

    /// For whoever sees several branches: one, or all.
    private static func branches(_ choice: ListChoice, _ call: Call) -> HTML {
        guard call.viewer.seesSeveralBranches else { return .nothing }
        let links: [HTML] = call.desk.branches.map { row in
            " · \(link(row.label.text(in: call.language), choice.with { $0.branch = row.branch }, choice))"
        }
        let all = link(call.words("全部", "all"), choice.with { $0.branch = nil }, choice)
        return "<p>\(call.words("分公司", "branch")): \(all)\(links)</p>"
    }

    /// For whoever sees every kind: one, or all.
    private static func kinds(_ choice: ListChoice, _ call: Call) -> HTML {
        guard call.sight.isOffice else { return .nothing }
        let links: [HTML] = Kind.allCases.map { kind in
            " · \(link(kind.type.label.text(in: call.language), choice.with { $0.kind = kind }, choice))"
        }
        let all = link(call.words("全部", "all"), choice.with { $0.kind = nil }, choice)
        return "<p>\(call.words("种类", "kind")): \(all)\(links)</p>"
    }

    /// What somebody should have acted on, what is late by the regulation, and what was.
    private static func dates(_ choice: ListChoice, _ call: Call) -> HTML {
        let links: [HTML] = ListChoice.Date.allCases.map { date in
            " · \(link(date.label.text(in: call.language), choice.with { $0.date = date }, choice))"
        }
        let all = link(call.words("全部", "all"), choice.with { $0.date = nil }, choice)
        return "<p>\(call.words("到期", "due")): \(all)\(links)</p>"
    }

    private static func link(_ words: String, _ wanted: ListChoice, _ now: ListChoice) -> HTML {
        wanted == now ? "<b>\(words)</b>" : "<a href=\"\(wanted.address)\">\(words)</a>"
    }
}

/// What the list shows; each link changes one of it and keeps the others.
private struct ListChoice: Equatable {
    var isOpen: Bool
    var branch: Branch?
    var kind: Kind?
    var date: Date?
    var assignee: Account?
    private let hasOwn: Bool

    enum Date: String, CaseIterable {
        case overdue, late, breached

        var label: Label {
            switch self {
            case .overdue: Label("到期未办", "date passed")
            case .late: Label("已超时", "limit passed")
            case .breached: Label("曾超时或违规", "had a breach")
            }
        }
    }

    static func hasOwn(_ call: Call) -> Bool { call.actor.hasAny(of: Sight.assigned) }

    /// Also who registers leads and sees none through; their page begins with all.
    static func mayHaveOwn(_ call: Call) -> Bool { hasOwn(call) || call.actor.hasAny(of: Sight.sellers) }

    init(_ filter: TicketFilter, _ query: Query, _ call: Call) {
        isOpen = filter.isOpen == true
        branch = filter.branch
        kind = filter.kind
        date = Self.date(of: filter)
        hasOwn = Self.hasOwn(call)
        let isAll = query["assignee"] == Listing.everybody
        assignee = filter.assignee ?? (hasOwn && !isAll ? Account(call.actor.principal) : nil)
    }

    private static func date(of filter: TicketFilter) -> Date? {
        if filter.overdue?.isWanted == true { return .overdue }
        return filter.isLate == true ? .late : filter.isBreached == true ? .breached : nil
    }

    func with(_ change: (inout ListChoice) -> Void) -> ListChoice {
        var copy = self
        change(&copy)
        return copy
    }

    var address: String {
        let who = hasOwn && assignee == nil ? Listing.everybody : assignee?.code
        let query = [
            who.map { "assignee=\($0)" }, branch.map { "branch=\($0.code)" },
            kind.map { "kind=\($0.rawValue)" }, date.map { "\($0.rawValue)=true" }, isOpen ? nil : "open=false",
        ].compactMap(\.self)
        return query.isEmpty ? "/" : "/?\(query.joined(separator: "&"))"
    }
}

/// Tickets that a list cannot show.
enum DamagedHTML {
    static func html(_ names: [String], _ call: Call) -> HTML {
        guard !names.isEmpty else { return .nothing }
        let list = names.joined(separator: ", ")
        let words = call.words("无法读取(数据损坏,请联系管理员):", "cannot be read (damaged; tell the administrator): ")
        return "<p role=\"alert\">\(words)\(list)</p>"
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

    /// - Parameters:
    ///   - words: what the customers said, by ticket; a column of its own where the reader may read it.
    ///   - isOfOne: whether they are all parts of the ticket that is shown.
    func html(
        _ rows: [RowView], board: String? = nil, words: [TicketID: String]? = nil, isOfOne: Bool = false
    ) -> HTML {
        let branches: HTML = " data-branches"
        let said: HTML = " data-words"
        let attributes: HTML =
            board.map {
                "data-board=\"\($0)\"\(branches, if: viewer.seesSeveralBranches)\(said, if: words != nil)"
            } ?? .nothing
        // A board's rows may change; what stands in one place has the same columns all the time.
        let subjects = rows.map { SubjectCell($0, isOfOne: isOfOne) }
        let hasSubjects = board != nil || subjects.contains { !$0.isEmpty }
        let table = table(words, hasSubjects: hasSubjects, hasBreaches: rows.contains { $0.breaches != nil })
        let lines = zip(rows, subjects).map { row($0, hasSubjects ? $1 : nil, words, table) }
        return """
            \(table.html(lines, attributes))
            <p class="quiet" data-empty\(" hidden", if: !rows.isEmpty)>\(call.words("没有工单", "no tickets"))</p>
            """
    }

    private func table(_ words: [TicketID: String]?, hasSubjects: Bool, hasBreaches: Bool) -> TableHTML {
        let branch = viewer.seesSeveralBranches ? [call.words("分公司", "branch")] : []
        let said = words == nil ? [] : [call.words("事由", "in their words")]
        let breaches = hasBreaches ? [call.words("超时与违规", "breaches")] : []
        return TableHTML(
            heads: [call.words("单号", "number")] + branch + [
                call.words("种类", "kind")
            ] + (hasSubjects ? [call.words("事项", "about")] : []) + [
                call.words("状态", "state"), call.words("责任方", "held by"), call.words("到期", "due"),
            ] + said + breaches)
    }

    private func row(
        _ view: RowView, _ subject: SubjectCell?, _ words: [TicketID: String]?, _ table: TableHTML
    ) -> HTML {
        let row = view.row
        let branch: [HTML] = viewer.seesSeveralBranches ? ["\(view.branchLabel ?? "")"] : []
        let said: [HTML] = words.map { ["\($0[row.id] ?? "")"] } ?? []
        let about: [HTML] = subject.map { [$0.html] } ?? []
        let own: [HTML] =
            ["\(row.kind.label.text(in: call.language))"] + about + [
                state(view), holder(view), due(view),
            ]
        let number: HTML = "<a href=\"/tickets/\(row.numberText)\">\(row.numberText)</a>"
        let breaches: [HTML] = view.breaches.map { [self.breaches($0)] } ?? []
        return table.row([number] + branch + own + said + breaches, isLate: view.isLate)
    }

    private func state(_ view: RowView) -> HTML {
        let held: HTML = view.heldBecause.map { " <span class=\"held\">\($0)</span>" } ?? .nothing
        return "\(StateWords.label(of: view.row.phase, view.row.kind).text(in: call.language))\(held)"
    }

    private func holder(_ view: RowView) -> HTML {
        let who: HTML = view.assigneeLabel.map { " <span class=\"quiet\">\($0)</span>" } ?? .nothing
        return "\(viewer.text(custodian: view.row.custodian))\(who)"
    }

    private func breaches(_ breaches: [BreachView]) -> HTML {
        let lines: [HTML] = breaches.map { "<div>\($0.label) \($0.who) \(call.endTime($0.at))</div>" }
        return "\(lines)"
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

/// 事项: what a row is about, and what it is part of; the board's script writes the same.
private struct SubjectCell {
    private let subject: String?
    private let whole: String?
    private let site: String?
    private let customer: String?

    init(_ view: RowView, isOfOne: Bool) {
        subject = view.subject?.text
        whole = isOfOne ? nil : view.parentNumber
        site = isOfOne ? nil : view.siteAddress
        customer = isOfOne ? nil : view.customerLabel
    }

    var isEmpty: Bool { subject == nil && whole == nil && site == nil && customer == nil }

    var html: HTML {
        let about: HTML = subject.map { "\($0)" } ?? .nothing
        let link: HTML = whole.map { " <a class=\"quiet\" href=\"/tickets/\($0)\">\($0)</a>" } ?? .nothing
        let place: HTML = site.map { " <span class=\"quiet\">\($0)</span>" } ?? .nothing
        let who: HTML = customer.map { " <span class=\"quiet\">\($0)</span>" } ?? .nothing
        return "\(about)\(link)\(place)\(who)"
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
