import PaidanWire
import Synchronization
import ZeroMQ

/// What other threads have to say to the worker's thread.
///
/// It holds no more than one verdict for each running handler, `commandsMax` commands, and a stop.
final class Mailbox: Sendable {
    enum Letter: Sendable {
        case finished(Issue, Verdict)
        case perform(Order)
        case forget(token: UInt64)
        case setWindow(queue: String, window: Int)
        case stop
    }

    /// A command and who waits for it.
    struct Order: Sendable {
        let token: UInt64
        let ticket: String
        let command: TicketCommand
        let key: String
        let answer: CheckedContinuation<Result<TicketStamp, CommandRefusal>, Never>
    }

    private struct State {
        var letters: [Letter] = []
        var commands = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let commandsMax: Int
    let wakeUp: WakeUp

    init(commandsMax: Int) throws(ZeroMQError) {
        self.commandsMax = commandsMax
        wakeUp = try WakeUp()
    }

    func post(_ letter: Letter) {
        state.withLock { state in
            if !state.isClosed { state.letters.append(letter) }
        }
        wakeUp.signal()
    }

    /// A command, unless there are too many or nobody reads any more.
    func post(_ order: Order) {
        let refusal = state.withLock { state -> CommandRefusal? in
            if state.isClosed { return CommandRefusal(.unavailable, detail: "the worker has stopped") }
            guard state.commands < commandsMax else {
                return CommandRefusal(.unavailable, detail: "\(commandsMax) commands wait to be sent already")
            }
            state.commands += 1
            state.letters.append(.perform(order))
            return nil
        }
        if let refusal { order.answer.resume(returning: .failure(refusal)) } else { wakeUp.signal() }
    }

    /// All letters; the mailbox is empty then.
    func take() -> [Letter] {
        wakeUp.drain()
        return state.withLock { state in
            defer {
                state.letters = []
                state.commands = 0
            }
            return state.letters
        }
    }

    /// Takes no more letters, and returns those that nobody will read.
    func close() -> [Letter] {
        state.withLock { state in
            state.isClosed = true
            defer { state.letters = [] }
            return state.letters
        }
    }
}
