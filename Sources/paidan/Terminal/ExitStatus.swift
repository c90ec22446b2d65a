internal import PaidanCore
internal import PaidanHTTP
internal import PaidanJSON

/// What the shell is told. Scripts rely on the numbers; they never change.
enum ExitStatus: Int32, CaseIterable, Sendable {
    case ok = 0
    /// `verify` found something.
    case findings = 1
    case usage = 2
    /// Somebody said no: the rules, or for lack of a right.
    case refused = 3
    /// The ticket has moved on since it was read.
    case conflict = 4
    /// Nobody answers, or not now.
    case unavailable = 5
    /// Stopped after an I/O error; what was asked may or may not be stored.
    case ioError = 75

    /// For programs, in the JSON of a failure; never changes.
    var word: String {
        switch self {
        case .ok: "ok"
        case .findings: "findings"
        case .usage: "usage"
        case .refused: "refused"
        case .conflict: "conflict"
        case .unavailable: "unavailable"
        case .ioError: "io-error"
        }
    }

    /// - Parameters:
    ///   - http: the status of an answer that is no success.
    ///   - code: the problem's code, where it says more than the status.
    init(http status: Int, code: String? = nil) {
        self =
            switch (status, code.flatMap(ProblemCode.init(rawValue:))) {
            case (_, .outcomeUnknown): .ioError
            case (400, _), (405, _), (413, _), (415, _), (428, _): .usage
            case (412, _): .conflict
            case (408, _), (429, _), (500..., _): .unavailable
            default: .refused
            }
    }
}

/// A failure that knows how to speak and with which number the process ends.
protocol CommandFailure: Error {
    var status: ExitStatus { get }
    func text(in language: Language) -> String
    /// For `--json`; nil makes one of the text.
    var document: JSON? { get }
}

extension CommandFailure {
    var document: JSON? { nil }
}
