internal import Hummingbird
internal import PaidanCore

/// A problem for people.
enum ProblemPage {
    static func response(
        to problem: Problem, of request: Call.HTTP, _ trace: TraceID, _ language: Language
    ) -> Response {
        let title = problem.code.label.text(in: language)
        let back = Label("返回", "back").text(in: language)
        let number = Label("编号", "reference").text(in: language)
        let detail: HTML = problem.detail.map { "<p>\($0.text(in: language))</p>" } ?? .nothing
        let main: HTML = """
            \(detail)
            <p><a href="/">\(back)</a></p>
            <p class="quiet">\(number) \(problem.code.rawValue) \(trace.text)</p>
            """
        // What a form was sent to may show nothing by itself.
        let path = request.method == .get ? "" : "/"
        return Layout(language: language, menu: [], asOf: nil, query: request.uri.query, path: path).response(
            title, main, status: problem.code.status, headers: problem.allHeaders(language))
    }
}
