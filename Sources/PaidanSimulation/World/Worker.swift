internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWire

/// A program that serves one queue over PDP/1, in the manner of the reference client. What it holds in memory goes with a
/// crash; its journal and its errands do not.
struct Worker {
    enum Condition: Hashable {
        case off
        /// Has said HELLO and waits for WELCOME.
        case greeting
        case working
        case frozen
        /// Does not come back before the faults have ended, if at all.
        case gone
    }

    /// An answer that was sent and is not SETTLED.
    struct Answer {
        let tag: LeaseTag
        let message: ClientMessage
        var sentAt: Int64
    }

    /// A command that the department owes; written down before it is sent, so that a crash does not lose it.
    struct Errand {
        let key: String
        let ticket: String
        let command: TicketCommand
        let from: Int64
        var sentAt: Int64?
    }

    let name: String
    let queue: QueueName
    var instance = 0
    /// Numbers its connections.
    var line = 0
    /// What was on its way over an older connection is lost; a connection that was merely left still empties itself.
    var lostBelow = 0
    var condition = Condition.off
    var window: Int
    var heardAt: Int64 = 0
    var spokeAt: Int64 = 0
    /// Delivered and not answered yet.
    var holding: [Deliver] = []
    var answers: [Answer] = []
    /// Tags that were answered, for answers doubled or late.
    var former: [LeaseTag] = []
    /// What came while it was frozen.
    var mailbag: [[[UInt8]]] = []
    /// Durable: messages that it has taken.
    var journal: Set<String> = []
    /// Durable.
    var errands: [Errand] = []
    var errandCount = 0
    /// Frames of a connection arrive in order.
    var arrivesAtServer: Int64 = 0
    var arrivesAtWorker: Int64 = 0

    init(name: String, queue: QueueName, window: Int) {
        self.name = name
        self.queue = queue
        self.window = window
    }

    var isRouter: Bool { queue == .routing }
    var instanceName: String { "\(name)#\(instance)" }
    var owner: LeaseOwner { LeaseOwner(principal: "dev:\(name)", worker: name, instance: instanceName) }

    /// The routing id that the server's socket gave this connection.
    var routingID: [UInt8] { routingID(of: line) }
    func routingID(of line: Int) -> [UInt8] { Array("\(name)/\(line)".utf8) }

    var hello: ClientMessage {
        .hello(
            Hello(
                client: "sim/1", worker: name, instance: instanceName,
                queues: [QueueWindow(queue: queue.text, window: window)], rid: "h\(line)"))
    }

    /// The connection breaks and, silently, comes back.
    mutating func breakLine() {
        reopen()
        lostBelow = line
    }

    /// Another connection, while the old one's last words still travel.
    mutating func reopen() {
        line += 1
        arrivesAtServer = 0
        arrivesAtWorker = 0
    }

    /// The process dies: only what is on its disk stays.
    mutating func crash() {
        instance += 1
        reopen()
        condition = .off
        holding = []
        answers = []
        former = []
        mailbag = []
        for index in errands.indices { errands[index].sentAt = nil }
    }

    mutating func forget(_ tag: LeaseTag) {
        holding.removeAll { $0.lease == tag }
        answers.removeAll { $0.tag == tag }
    }

    static let silenceMax: Int64 = 10_000
    static let heartbeat: Int64 = 2_500
    static let resendAfter: Int64 = 4_000
    static let wakesEvery: Int64 = 900
}
