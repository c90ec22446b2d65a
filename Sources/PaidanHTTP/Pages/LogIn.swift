internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore

/// `/login`: the token goes into a cookie that scripts cannot read.
enum LogIn {
    /// A token has 68 characters.
    private static let formBytesMax = 4 * 1_024
    private static let tokenField = "token"

    @Sendable static func show(_ call: Call) async throws -> Response { page(call, nil) }

    @Sendable static func enter(_ call: Call) async throws -> Response {
        let form = try await form(call)
        do {
            _ = try await call.house.gate.actor(token: form, call)
        } catch let problem as Problem where problem.code.isForLackOfToken {
            return page(call, problem.code)
        }
        return redirect(.seeOther, to: "/", cookie: Cookies.secret(Gatekeeper.cookie, form))
    }

    @Sendable static func leave(_ call: Call) async throws -> Response {
        redirect(.seeOther, to: "/login", cookie: Cookies.removal(of: Gatekeeper.cookie))
    }

    // MARK: On the way to something else

    /// What stands in a form that comes without a token in force.
    static let keptBytesMax = 64 * 1_024

    /// The log-in instead of a page. A form that was sent goes with it and comes back unsent: `307` has the browser bring it to
    /// where it was going, with the new cookie and without the proof without which it does nothing. A mere button has nothing
    /// to show again: after the log-in comes the page on which it stands.
    static func before(_ call: Call) async throws -> Response {
        guard call.http.method == .post, let form = try await sent(call) else { throw Elsewhere(path: "/login") }
        guard let token = form.text(tokenField).map(cleaned) else { return page(call, nil, keeping: form) }
        do {
            _ = try await call.house.gate.actor(token: token, call)
        } catch let problem as Problem where problem.code.isForLackOfToken {
            return page(call, problem.code, keeping: form)
        }
        let cookie = Cookies.secret(Gatekeeper.cookie, token)
        guard isShownAgain(form) else { return redirect(.seeOther, to: pageBehind(call), cookie: cookie) }
        return redirect(.temporaryRedirect, to: ownPath(call), cookie: cookie)
    }

    /// Files that came with it have to be chosen again.
    private static func sent(_ call: Call) async throws -> FilledForm? {
        if FormPost.isForm(call.http) { return try await FormPost.read(call, atMost: keptBytesMax).filled }
        guard MultipartForm.isMultipart(call.http) else { return nil }
        return try await FormPost.read(call, atMost: keptBytesMax, filesTo: nil).filled
    }

    /// Of two slashes at its beginning a browser would make another host.
    private static func ownPath(_ call: Call) -> String {
        "/" + call.http.uri.path.split(separator: "/").joined(separator: "/")
    }

    /// What was typed, or the form of a ticket's command, is shown again on its page.
    private static func isShownAgain(_ form: FilledForm) -> Bool {
        !form.pointers.isEmpty || form.text(FormPost.verb) != nil
    }

    private static func pageBehind(_ call: Call) -> String {
        ownPath(call).hasPrefix(NoticesPage.path + "/") ? NoticesPage.path : "/"
    }

    private static func kept(_ form: FilledForm, _ call: Call) -> HTML {
        guard isShownAgain(form) else {
            let told = call.words(
                "登录已失效,操作尚未执行。登录后请再点一次。",
                "The log-in has ended and nothing was done. After the log-in press the button again.")
            return "<p role=\"status\">\(told)</p>"
        }
        let inputs = HTML.hidden(
            ([FormPost.verb, FormPost.rev] + form.pointers).flatMap { name in form.texts(name).map { (name, $0) } })
        let told = call.words(
            "登录已失效,表单尚未提交。登录后会再显示填写的内容,请核对后再提交。",
            "The log-in has ended and the form was not sent. After the log-in it is shown again with what was typed: look at it and send it."
        )
        return "<p role=\"status\">\(told)</p>\(inputs)"
    }

    private static func form(_ call: Call) async throws -> String {
        let form = FilledForm(parsing: try await Body.bytes(of: call, atMost: formBytesMax))
        return cleaned(form.text(tokenField) ?? "")
    }

    /// Only what can stand in a cookie.
    private static func cleaned(_ text: String) -> String {
        let token = text.filter { !$0.isWhitespace }
        return token.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B && $0 != 0x2C } ? token : ""
    }

    private static func redirect(_ status: HTTPResponse.Status, to path: String, cookie: String) -> Response {
        Response(status: status, headers: [.location: path, .setCookie: cookie, .cacheControl: "no-store"])
    }

    private static func page(
        _ call: Call, _ refusal: ProblemCode?, keeping form: FilledForm? = nil
    ) -> Response {
        let error: HTML =
            refusal.map { "<p class=\"error\" role=\"alert\">\($0.label.text(in: call.language))</p>" } ?? .nothing
        let main: HTML = """
            \(error)
            <form class="card" method="post" action="\(form == nil ? "/login" : ownPath(call))">
            \(form.map { kept($0, call) } ?? .nothing)
            <label for="token">\(call.words("令牌", "token"))</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required>
            <p class="quiet">\(call.words("由系统管理员发放", "an administrator makes it"))</p>
            <button>\(call.words("登录", "log in"))</button>
            </form>
            """
        let path = form == nil ? "" : "/login"
        return Layout(language: call.language, menu: [], asOf: nil, query: call.http.uri.query, path: path).response(
            call.words("登录", "log in"), main, status: refusal?.status ?? (form == nil ? .ok : .unauthorized))
    }
}
