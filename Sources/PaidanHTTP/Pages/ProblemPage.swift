internal import Hummingbird
internal import PaidanCore

/// A problem for people.
enum ProblemPage {
    static func response(to problem: Problem, _ trace: TraceID, _ language: Language) -> Response {
        let title = problem.code.label.text(in: language)
        let back = Label("返回", "back").text(in: language)
        let number = Label("编号", "reference").text(in: language)
        let main: HTML = """
            <p>\((problem.detail ?? problem.code.label).text(in: language))</p>
            <p><a href="/">\(back)</a></p>
            <p class="quiet">\(number) \(problem.code.rawValue) \(trace.text)</p>
            """
        return Layout(language: language, menu: [], asOf: nil).response(
            title, main, status: problem.code.status, headers: problem.allHeaders(language))
    }
}
