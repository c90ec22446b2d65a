internal import Hummingbird
internal import PaidanCore

enum ProblemPage {
    static func response(to problem: Problem, _ trace: TraceID, _ language: Language) -> Response {
        Answer.text("\(problem.code.label.text(in: language)) \(trace.text)", status: problem.code.status)
    }
}
