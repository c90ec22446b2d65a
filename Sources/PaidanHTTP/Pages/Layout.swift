internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// The frame around every page.
struct Layout {
    let language: Language
    /// Links at the top; none before the log-in.
    let menu: [HTML]
    /// When this page was made, for countdowns in the browser.
    let asOf: Instant?
    /// What was asked for behind the address, of which the other language keeps everything.
    var query: String?
    /// The page's own address where it is not the one that was asked for; as after a form that was sent and not accepted.
    var path = ""

    private static let contentType = "text/html; charset=utf-8"
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    func response(
        _ title: String, _ main: HTML, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentSecurityPolicy] = Self.policy
        headers[.referrerPolicy] = "no-referrer"
        headers[.frameOptions] = "DENY"
        headers[.contentLanguage] = language.rawValue
        return Answer.bytes(
            Array(page(title, main).source.utf8), type: Self.contentType, status: status, headers: headers,
            caching: "private, no-store")
    }

    private func page(_ title: String, _ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(language == .zh ? "zh-CN" : "en")">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) · 派单 Paidan</title>
        <link rel="stylesheet" href="/desk.css">
        <script src="/desk.js" defer></script>
        </head>
        <body data-as-of="\(asOf.map { String($0.milliseconds) } ?? "")">
        <header><a class="home" href="/">派单 Paidan</a><nav aria-label="\(words("菜单", "menu"))">\(menu)\(switches)</nav></header>
        <main>
        <h1>\(title)</h1>
        \(main)
        </main>
        <noscript><p class="quiet">\(words(
            "未启用 JavaScript:页面不会自动更新,也不能查看客户资料。",
            "Without JavaScript the page does not keep itself fresh and shows no customer's details."))</p></noscript>
        </body>
        </html>
        """
    }

    /// The other language, and the way out.
    private var switches: HTML {
        let other: (code: String, name: String) = language == .zh ? ("en", "English") : ("zh", "中文")
        return """
            <a href="\(inLanguage(other.code))" lang="\(other.code)" hreflang="\(other.code)">\(other.name)</a>\
            \("<form method=\"post\" action=\"/logout\"><button>\(words("退出", "log out"))</button></form>", if: !menu.isEmpty)
            """
    }

    /// The same query with another `lang`.
    private func inLanguage(_ code: String) -> String {
        let kept = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("\(AcceptedLanguage.parameter)=") }
        return "\(path)?" + (kept.map(String.init) + ["\(AcceptedLanguage.parameter)=\(code)"]).joined(separator: "&")
    }

    private func words(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }
}

extension Call {
    func words(_ zh: String, _ en: String) -> String { Label(zh, en).text(in: language) }

    /// A page for somebody who is logged in.
    /// - Parameter path: the page's own address, where it is not the one that was asked for.
    func page(
        _ title: String, _ main: HTML, at path: String = "", status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.setCookie] = languageCookie
        return Layout(language: language, menu: menu, asOf: desk.now, query: http.uri.query, path: path).response(
            title, main, status: status, headers: headers)
    }

    /// Remembers a language that was chosen in the address.
    var languageCookie: String? {
        guard http.uri.queryParameters[AcceptedLanguage.parameter[...]] != nil else { return nil }
        return Cookies.plain(AcceptedLanguage.cookie, language.rawValue)
    }

    private var menu: [HTML] {
        let intake: [HTML] = Kind.allCases.compactMap { kind in
            guard let sheet = opening(of: kind), actor.hasAny(of: sheet.roles)
            else {
                return nil
            }
            return link("/intake/\(kind.rawValue)", sheet.label.text(in: language))
        }
        let boards: [HTML] = desk.policies.departments(in: actor.branch).compactMap { entry in
            guard sight.sees(entry.department) else { return nil }
            return link("/departments/\(entry.department.code)", entry.label.text(in: language))
        }
        let calls = actor.hasAny(of: Sight.callers) ? [link("/calls", words("回访清单", "call list"))] : []
        return [link("/", words("工单", "tickets"))] + calls + intake + boards
    }

    private func link(_ path: String, _ text: String) -> HTML {
        "<a href=\"\(path)\"\(" aria-current=\"page\"", if: path == http.uri.path)>\(text)</a>"
    }
}
