internal import ArgumentParser
internal import Foundation
internal import PaidanCore
internal import PaidanJSON

/// How a failed command ends: what is said, and the number for the shell.
struct FailureReport {
    let status: ExitStatus
    /// For people, on standard error; empty when all has been said.
    let text: String
    /// For programs that asked for JSON, on standard output.
    let document: JSON
    /// Not a failure at all: help, version, a completion script.
    let isAnswer: Bool

    init(_ error: any Error, _ arguments: [String], _ language: Language = .ofProcess) {
        let parserStatus = Paidan.exitCode(for: error)
        isAnswer = parserStatus == .success
        if let failure = error as? any CommandFailure {
            status = failure.status
            text = failure.text(in: language)
        } else if let code = error as? ExitCode {
            status = ExitStatus(rawValue: code.rawValue) ?? .unavailable
            text = ""
        } else if parserStatus == .validationFailure || isAnswer {
            status = isAnswer ? .ok : .usage
            text = Self.parsersWords(Paidan.fullMessage(for: error), isAnswer, language)
        } else {
            status = .ioError
            text = Label("意外错误:\(error)", "unexpected: \(error)").text(in: language)
        }
        document =
            (error as? any CommandFailure)?.document
            ?? ["code": .string(status.word), "exitCode": .integer(Int64(status.rawValue)), "detail": .string(text)]
        wantsJSON = LanguageFlag.own(arguments).contains("--json")
    }

    private let wantsJSON: Bool

    /// The argument parser's own sentences are English; a Chinese reader is told at least what kind of thing they are.
    private static func parsersWords(_ text: String, _ isAnswer: Bool, _ language: Language) -> String {
        language == .zh && !isAnswer ? "用法错误:\n\(text)" : text
    }

    func end() -> Never {
        let isDocument = wantsJSON && !isAnswer && !text.isEmpty
        if isDocument { Terminal.output.line("\(document)") }
        if !isDocument && !text.isEmpty { (isAnswer ? Terminal.output : .errors).line(text) }
        exit(status.rawValue)
    }
}
