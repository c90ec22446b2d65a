import Foundation
import PaidanJSON
import PaidanWire
import Synchronization

/// Lets a program decide on each issue: `paidan work --exec PROGRAM`.
///
/// The program gets the issue as one JSON object on its standard input. Exit 0 says "I hold it durably". When the last
/// line of its output is a JSON object with `type` and `data`, that command follows the acknowledgement as DO.
/// Any other end puts the issue off. What it writes to standard error goes to ours.
///
/// No shell reads the arguments. The program leads a process group of its own, so Ctrl-C in a terminal does not reach
/// it, and the whole group is ended when its time is up.
public struct ProgramRunner: Sendable {
    /// The program's path; without a slash it is searched in `PATH`.
    public let program: String
    public let arguments: [String]

    /// How long the program may take: ten minutes, as long as a session extends a lease.
    public let timeLimit: Duration

    public init(program: String, arguments: [String] = [], timeLimit: Duration = .seconds(600)) {
        self.program = program
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    /// Runs the program once. Cancelling the task ends the program and puts the issue off.
    public func decide(on issue: Issue) async -> Verdict { verdict(of: await end(on: issue)) }

    /// The same in two steps, for who also wants to tell how the program ended.
    package func end(on issue: Issue) async -> ProgramEnd {
        let input = issue.json.bytes + [UInt8(ascii: "\n")]
        let isCancelled = CancellationMark()
        return await withTaskCancellationHandler {
            await run(input, isCancelled)
        } onCancel: {
            isCancelled.set()
        }
    }

    /// On a thread of its own, for it waits; there are no more of them than the window allows.
    private func run(_ input: [UInt8], _ isCancelled: CancellationMark) async -> ProgramEnd {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                let child = ChildProgram(path: program, arguments: arguments, timeLimit: timeLimit)
                continuation.resume(returning: child.run(input: input) { isCancelled.isSet })
            }
        }
    }

    package func verdict(of end: ProgramEnd) -> Verdict {
        switch end {
        case .exited(0, let lastLine): Self.acknowledgement(lastLine)
        case .exited(let code, _): .retryLater(reason: "the program ended with code \(code)")
        case .signalled(let number): .retryLater(reason: "the program was ended by signal \(number)")
        case .tooSlow: .retryLater(reason: "the program took longer than \(timeLimit.inSeconds) s")
        case .cancelled: .retryLater(reason: "the program was stopped: its message was settled elsewhere")
        case .notStarted(let reason): .retryLater(reason: "the program could not be started: \(reason)")
        }
    }

    /// A last line that is no command is only output.
    static func acknowledgement(_ lastLine: [UInt8]) -> Verdict {
        guard let json = try? JSON(parsing: lastLine), let type = json["type"]?.string else { return .acknowledge() }
        guard let data = json["data"]?.object else { return .acknowledge() }
        let rev = json["expect_rev"]?.integer.map(Int.init)
        return .acknowledgeThenDo([TicketCommand(type: type, data: data, expectRev: rev)])
    }
}

/// How a program ended.
package enum ProgramEnd: Hashable, Sendable {
    case exited(Int32, lastLine: [UInt8])
    case signalled(Int32)
    case tooSlow
    case cancelled
    case notStarted(String)
}

/// Set once, from any thread.
private final class CancellationMark: Sendable {
    private let mark = Atomic(false)

    func set() { mark.store(true, ordering: .relaxed) }
    var isSet: Bool { mark.load(ordering: .relaxed) }
}
