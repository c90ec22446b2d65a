internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/tickets/{id}`: state, clocks, what may be done, everything that happened. The script asks every two seconds whether
/// something has.
enum TicketPage {
    @Sendable static func show(_ call: Call) async throws -> Response {
        let frame = TicketGlance.frame(of: call)
        let known = call.http.headers[.ifNoneMatch]
        let (page, view) = try await read(call, frame) { page in
            ETag.matches(TicketGlance.tag(of: page, unseen: call.unseenNotices), known)
        }
        let tag = TicketGlance.tag(of: page, unseen: call.unseenNotices)
        return view?.response(page, call) ?? ETag.notModified([.eTag: tag])
    }

    /// A form of the page, sent without script.
    @Sendable static func act(_ call: Call) async throws -> Response {
        if MultipartForm.isMultipart(call.http) { return try await actWithFiles(call) }
        let post = try await FormPost.read(call)
        let row = try await post.keeping { try await Self.row(call) }
        return try await act(post, of: row, call)
    }

    /// Whose the files are has to be known before they come.
    private static func actWithFiles(_ call: Call) async throws -> Response {
        let (row, place): (TicketRow, FilePlace?)
        do {
            row = try await Self.row(call)
            place = try await Self.place(row, call)
        } catch let problem as Problem {
            throw problem.keeping(try await FormPost.read(call, filesTo: nil).filled)
        }
        let length = call.http.headers[.contentLength].flatMap(Int.init) ?? FileLimits.bytesMax
        let post = try await call.house.uploads.with(min(max(length, 0), FileLimits.bytesMax)) {
            try await FormPost.read(call, filesTo: place, isWanted: true)
        }
        return try await act(post, of: row, call)
    }

    private static func row(_ call: Call) async throws -> TicketRow {
        try await call.readTicket { id, reading in
            try reading.ticketRow(id).flatMap { try call.sight.sees($0, in: reading) ? $0 : nil }
        }
    }

    /// - Returns: nil where no files are kept, or none of this caller's.
    private static func place(_ row: TicketRow, _ call: Call) async throws -> FilePlace? {
        guard let folder = call.house.files else { return nil }
        return try await call.read { reading in
            do { return try FilePlace.of(row.id, folder, for: call, in: reading) } catch is Problem { return nil }
        }
    }

    private static func act(_ post: FormPost, of row: TicketRow, _ call: Call) async throws -> Response {
        let own = post.saying(call.formWords(of: row))
        return try await own.keeping { try await act(own, on: row, call) }
    }

    private static func act(_ post: FormPost, on row: TicketRow, _ call: Call) async throws -> Response {
        let verb = post.filled.text(FormPost.verb) ?? ""
        do {
            try post.requireProof()
            guard post.flaws.isEmpty else { throw Problem.invalid(post.flaws) }
            try await carryOut(verb, post, on: row, call)
            throw Elsewhere(path: "/tickets/\(row.numberText)")
        } catch let problem as Problem {
            let (page, view) = try await read(call, TicketGlance.frame(of: call)) { _ in false }
            guard let view else { throw problem }
            return view.response(page, call, FormAttempt(verb: verb, filled: post.filled, problem: problem))
        }
    }

    private static func carryOut(_ verb: String, _ post: FormPost, on row: TicketRow, _ call: Call) async throws {
        let (viewer, forms) = (call.viewer, call.formsOfTickets)
        let offers = try await call.read { try ActionView.offers(of: row.id, forms, in: $0, for: viewer)?.offers ?? [] }
        let fields = offers.first { $0.action.verb == verb }?.action.fields ?? []
        let deed = Commands.Deed(
            verb: verb, data: post.data(fields, call), rev: post.filled.text(FormPost.rev).flatMap { Int($0) },
            occurredAt: try post.occurredAt(call))
        _ = try await Commands.act(on: row.id, deed, post.idempotencyKey(call), call)
    }

    /// - Parameter isKnown: whether whoever asks has this page; then only its name is read.
    private static func read(
        _ call: Call, _ frame: [String], unless isKnown: @escaping @Sendable (String) -> Bool
    ) async throws -> (page: String, view: TicketPageView?) {
        let (viewer, now, forms, books) = (call.viewer, call.desk.now, call.formsOfTickets, call.booksOfTickets)
        let regulations = call.desk.policies.regulations
        return try await call.readTicket { id, reading -> (String, TicketPageView?)? in
            guard let glance = try TicketGlance(of: id, in: reading, for: viewer) else { return nil }
            let page = glance.page(within: frame)
            if isKnown(page) { return (page, nil) }
            guard let json = try TicketView.json(of: id, books, in: reading, for: viewer, at: now),
                let (row, offers) = try ActionView.offers(of: id, forms, in: reading, for: viewer)
            else { return nil }
            let history = try HistoryView.json(of: id, books, in: reading, for: viewer) ?? []
            let contents = [json["data"] ?? .null] + history.compactMap { $0["data"] }
            let words = try ContentWords(row.kind, books(row), naming: contents, in: reading, for: viewer)
            let view = TicketPageView(
                row: row, json: json, offers: offers,
                reasons: json.isLate
                    ? try ExplanationView.reasons(of: id, in: reading, knowing: regulations, for: viewer, at: now) : [],
                history: history, words: words,
                summary: try RowView(row, in: reading, for: viewer),
                parts: try RowView.list(glance.parts, in: reading, for: viewer),
                whole: try row.parent.flatMap { try reading.soundTicketRow($0) },
                isCustomerKnown: try KnownCustomer(of: row, in: reading, for: viewer) != nil,
                files: try viewer.sight.readsTexts(of: row.person, in: reading)
                    ? try FileView(of: id, in: reading, for: viewer) : nil)
            return (page, view)
        }
    }
}

extension JSON {
    /// Whether one of a ticket's limits has passed, or was judged late.
    fileprivate var isLate: Bool {
        (self["clocks"]?.array ?? []).contains { $0["isLate"]?.bool == true }
    }
}

/// What the page shows, read in one snapshot.
struct TicketPageView: Sendable {
    let row: TicketRow
    let json: JSON
    let offers: [Offer]
    /// Why each late limit is late.
    let reasons: [String]
    let history: [JSON]
    let words: ContentWords
    let summary: RowView
    let parts: [RowView]
    let whole: TicketRow?
    /// Whether the reader may open another ticket for the same customer.
    let isCustomerKnown: Bool
    /// nil for who reads no customer's words.
    let files: FileView?

    /// What it is, what the customer said, who has it until when, what can be done next, and then what was.
    /// - Parameters:
    ///   - page: what the script compares to know whether anything of the ticket is new.
    ///   - attempt: a form that was sent and not accepted.
    func response(_ page: String, _ call: Call, _ attempt: FormAttempt? = nil) -> Response {
        let values = ValueHTML(call, words, FilesHTML(files, of: row.numberText, call))
        let tag = TicketGlance.tag(of: page, unseen: call.unseenNotices)
        let others = others(call)
        let refused: HTML =
            attempt.map { "<p class=\"error\" role=\"alert\">\($0.label.text(in: call.language))</p>" } ?? .nothing
        let main: HTML = """
            \(refused)
            <p class="news" role="status"><button type="button" data-refresh hidden>\
            \(call.words("有新进展,点此刷新", "something happened, click to refresh"))</button></p>
            <div data-live="\(tag)" data-page="\(page)">
            \(overs(call))\
            \(facts(call))
            \(said(call))\
            \(section("时限", "clocks", ClocksHTML.html(json["clocks"]?.array ?? [], call), call))
            \(section("为何超时", "why late", why, call), if: !reasons.isEmpty)
            \(guide(call))\
            \(section("可执行的操作", "what you may do", actions(call, attempt), call))
            \(section("关联工单", "parts", RowTable(call).html(parts, isOfOne: true), call), if: !parts.isEmpty)
            \(section("为此客户另立工单", "another ticket for this customer", "<ul>\(others)</ul>", call), if: !others.isEmpty)
            \(section("内容", "contents", values.html(json["data"] ?? .null), call))
            \(section("经过", "history", HistoryHTML.html(history, values, call), call))
            </div>
            """
        let title = [row.numberText, row.kind.label.text(in: call.language), summary.subject?.label]
            .compactMap(\.self).joined(separator: " ")
        return call.page(
            title, main, at: attempt == nil ? "" : "/tickets/\(row.numberText)",
            status: attempt?.problem.code.status ?? .ok, headers: [.eTag: tag])
    }

    /// 已超时: said at the top, also before the clock watch has told anybody; a mistyped receipt is seen at once.
    private func overs(_ call: Call) -> HTML {
        let lines: [HTML] = (json["clocks"]?.array ?? []).compactMap { clock in
            guard let over = clock["overLabel"]?.string,
                let start = clock["start"]?.string.flatMap(Instant.init(rfc3339:))
            else { return nil }
            let label = clock["label"]?.string ?? ""
            let since = call.words("自 \(call.clockTime(start)) 起计时", "counted from \(call.clockTime(start))")
            return "<li><strong class=\"badge\">\(over)</strong> \(label) <span class=\"quiet\">\(since)</span></li>"
        }
        return lines.isEmpty ? .nothing : "<ul class=\"overs\">\(lines)</ul>\n"
    }

    private var why: HTML {
        let items: [HTML] = reasons.map { "<li>\($0)</li>" }
        return "<ul class=\"why\">\(items)</ul>"
    }

    private func section(_ zh: String, _ en: String, _ body: HTML, _ call: Call) -> HTML {
        "<section><h2>\(call.words(zh, en))</h2>\(body)</section>"
    }

    /// 事由: 客户原话 or what has to be put right, and the words of the complaints that are one matter with it.
    private func said(_ call: Call) -> HTML {
        let others = json["sameMatter"]?.array ?? []
        // A part has no words but those of its complaints.
        let own = row.kind == .dispatch && !others.isEmpty ? nil : json["words"]?.string
        let words: HTML = own.map { "<p class=\"words\">\($0)</p>" } ?? .nothing
        let merged: [HTML] = others.map { other in
            let number = other["number"]?.string ?? ""
            return """
                <p class="words"><a href="/tickets/\(number)">\(number)</a> \(other["words"]?.string ?? "—")</p>
                """
        }
        guard own != nil || !merged.isEmpty else { return .nothing }
        let title = json["wordsLabel"]?.string ?? call.words(Complaint.matterLabel.zh, Complaint.matterLabel.en)
        return "<section><h2>\(title)</h2>\(words)\(merged)</section>"
    }

    /// The kinds of ticket that the reader may open for the same customer.
    private func others(_ call: Call) -> [HTML] {
        guard isCustomerKnown else { return [] }
        return Kind.allCases.compactMap { kind in
            guard kind.type.hasCustomer, let sheet = call.opening(of: kind), call.actor.hasAny(of: sheet.roles)
            else { return nil }
            let label = sheet.label.text(in: call.language)
            return "<li><a href=\"/intake/\(kind.rawValue)?customer=\(row.numberText)\">\(label)</a></li>"
        }
    }

    private func facts(_ call: Call) -> HTML {
        let state = StateWords.label(of: row.phase, row.kind).text(in: call.language)
        let parent: HTML =
            whole.map { whole in
                "<dt>\(call.words("属于", "part of"))</dt><dd><a href=\"/tickets/\(whole.numberText)\">\(whole.numberText)</a></dd>"
            } ?? .nothing
        let own = row.isLate ? call.words("超时", "late") : nil
        let late: [HTML] = [own, summary.latePartsLabel].compactMap(\.self)
            .map { " <strong class=\"badge\">\($0)</strong>" }
        let subject: HTML =
            summary.subject.map { "<dt>\(call.words("事项", "about"))</dt><dd>\($0.text)</dd>" } ?? .nothing
        let branch: HTML =
            summary.branchLabel.map { "<dt>\(call.words("分公司", "branch"))</dt><dd>\($0)</dd>" } ?? .nothing
        let foreign: HTML =
            json["foreign"]?["reference"]?.string.map { reference -> HTML in
                let source = json["foreign"]?["source"]?.string ?? ""
                return
                    "<dt>\(call.words("外部编号", "reference elsewhere"))</dt><dd>\(reference) <span class=\"quiet\">\(source)</span></dd>"
            } ?? .nothing
        let site: HTML =
            json["siteAddress"]?.string.map { "<dt>\(call.words("工程地址", "site"))</dt><dd data-kept>\($0)</dd>" }
            ?? .nothing
        return """
            <dl class="summary">
            <dt>\(call.words("状态", "state"))</dt><dd><b class="state">\(state)</b>\(late)</dd>
            \(subject)\(branch)\(foreign)<dt>\(call.words("责任方", "held by"))</dt><dd>\(call.viewer.text(custodian: row.custodian))</dd>
            \(parent)
            <dt>\(call.words("开立", "opened"))</dt><dd>\(call.clockTime(row.openedAt))</dd>
            <dt>\(call.words("客户", "customer"))</dt><dd data-kept>\(customer(call))</dd>
            \(site)
            </dl>
            """
    }

    private func customer(_ call: Call) -> HTML {
        guard let label = json["customerLabel"]?.string else { return "—" }
        return """
            <span>\(label)</span> <button type="button" class="plain" data-person="/v1/people/\(row.person.description)" \
            data-ask="\(call.words("查看客户资料的理由(会被记录)", "why do you look up the customer? (this is recorded)"))">\
            \(call.words("查看", "show"))</button>
            """
    }

    /// What to say and to ask, above the forms that it is for.
    private func guide(_ call: Call) -> HTML {
        guard row.isOpen, let guide = json["guide"], let steps = guide["steps"]?.array else { return .nothing }
        let items: [HTML] = steps.compactMap(\.string).map { "<li>\($0)</li>" }
        let title: HTML = "<h3>\(guide["title"]?.string ?? "")</h3>"
        return section("话术与要点", "what to say", "\(title)<ol class=\"guide\">\(items)</ol>", call)
    }

    // MARK: Actions

    private func actions(_ call: Call, _ attempt: FormAttempt?) -> HTML {
        // A form whose one field is not there is none.
        let offers = offers.filter { $0.action.verb != Attach.verb || takesFiles(call) }
        let offered = usualFirst(offers.filter { $0.refusal == nil })
        let refused = offers.filter { $0.refusal != nil }
        let none: HTML = "<p class=\"quiet\">\(call.words("没有可执行的操作", "nothing"))</p>"
        // The ticket may have moved on since the form was begun.
        let left = attempt.flatMap { attempt in offered.contains { $0.action.verb == attempt.verb } ? nil : attempt }
        let forms = offered.enumerated().map { index, offer in
            form(
                offer, isFirst: index == 0 && !Self.besides.contains(offer.action.verb), call,
                attempt?.verb == offer.action.verb ? attempt : nil)
        }
        return """
            \(left.map { TypedHTML.html($0.filled, call.language) } ?? .nothing)\(none, if: offered.isEmpty)\(forms)\
            \(refusals(refused, call), if: !refused.isEmpty)
            """
    }

    /// What may be done at any time, and is not what is to be done.
    private static let besides = [Attach.verb, CorrectCustomer.verb]

    private func takesFiles(_ call: Call) -> Bool { call.house.files != nil && files != nil }

    private func usualFirst(_ offers: [Offer]) -> [Offer] {
        let usual = row.kind.type.usualVerbs(in: row.phase)
        let first = usual.compactMap { verb in offers.first { $0.action.verb == verb } }
        return first + offers.filter { !usual.contains($0.action.verb) }
    }

    /// - Parameter isFirst: what is mostly done next lies open; the others are folded.
    private func form(_ offer: Offer, isFirst: Bool, _ call: Call, _ attempt: FormAttempt?) -> HTML {
        let target: HTML = """
            action="/tickets/\(row.numberText)/commands" data-endpoint="/v1/tickets/\(row.id.description)/commands" \
            data-command="\(offer.action.verb)" data-rev="\(row.rev)"
            """
        let hidden = FormPost.hidden(call) + [(FormPost.verb, offer.action.verb), (FormPost.rev, "\(row.rev)")]
        let form = FormHTML(
            sheet: Sheet(offer.action), language: call.language, offset: call.offset, target: target, hidden: hidden,
            attempt: attempt, takesFiles: takesFiles(call))
        return """
            <details class="action"\(" open", if: isFirst || attempt != nil)>\
            <summary>\(offer.action.label.text(in: call.language))</summary>\(form.html)</details>
            """
    }

    private func refusals(_ offers: [Offer], _ call: Call) -> HTML {
        let items: [HTML] = offers.map { offer in
            let reason = offer.refusal?.reason(in: call.language) ?? ""
            return "<li>\(offer.action.label.text(in: call.language)): \(reason)</li>"
        }
        return """
            <details><summary>\(call.words("不能由您执行的操作", "what others may do"))</summary><ul>\(items)</ul></details>
            """
    }
}
