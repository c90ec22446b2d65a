import PaidanWire

@testable import PaidanWorker

/// A worker and a model server who talk over a connection that breaks, with handlers that take their time, a process
/// that sleeps and one that dies. The same seed gives the same talk.
struct RandomDialogue {
    static let window = 3
    static let messages = 12

    private var random: SessionRandom
    private var talk: Dialogue
    private var server = ModelServer(messages: messages)
    private var starts = 1
    private var sentSoFar = 0
    private var toServer: [ClientMessage] = []
    private var toWorker: [ServerMessage] = []

    /// Messages whose acknowledgement is in the journal, and is not taken back.
    private var acknowledged: [String] = []
    private var journalSoFar = 0
    private var owedKeys: [String] = []

    /// What went wrong, in words.
    private(set) var violations: [String] = []

    /// Every line of the talk, for the check that it is the same each time.
    private(set) var lines: [String] = []

    init(seed: UInt64) {
        random = SessionRandom(seed: seed)
        talk = Dialogue(window: Self.window)
        note(talk.start())
    }

    mutating func run() {
        for _ in 1...600 { step(isHealed: false) }
        for _ in 1...2_000 where !isQuiet { step(isHealed: true) }
        check(isQuiet, "after healing something is left: \(server.rows), \(talk.session.held.count) held")
        check(server.rows.allSatisfy { $0.acknowledgements <= 1 }, "a message was settled twice")
        check(owedKeys.allSatisfy(server.applied.contains), "a follow-up command was lost")
    }

    private var isQuiet: Bool {
        server.isFinished && talk.session.held.isEmpty && talk.session.commands.isEmpty && toServer.isEmpty
            && toWorker.isEmpty
    }

    private mutating func step(isHealed: Bool) {
        let chance = Int.random(in: 0..<(isHealed ? 85 : 100), using: &random)
        switch chance {
        case 0..<30: passToServer(isBusy: !isHealed && Int.random(in: 0..<10, using: &random) == 0)
        case 30..<60: passToWorker()
        case 60..<72: finishOne()
        case 72..<85: note(talk.pass(.milliseconds(Int.random(in: 1...3_000, using: &random))))
        case 85..<90: breakConnection()
        case 90..<93: talk.freeze(.seconds(Int.random(in: 1...40, using: &random)))
        case 93..<96: loseOneMessage()
        case 96..<98: server.loseSession()
        default: dieAndComeBack()
        }
    }

    private mutating func passToServer(isBusy: Bool) {
        collect()
        if !toServer.isEmpty {
            toWorker += server.receive(toServer.removeFirst(), at: talk.now, isBusy: isBusy)
        }
        toWorker += server.offer(at: talk.now)
    }

    private mutating func passToWorker() {
        guard !toWorker.isEmpty else { return }
        note(talk.tell(toWorker.removeFirst()))
    }

    private mutating func finishOne() {
        guard let id = talk.running.keys.sorted().randomElement(using: &random) else { return }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: note(talk.finish(id, .acknowledge()))
        case 5..<8: note(talk.finish(id, .acknowledgeThenDo([.accept, .reportDone])))
        case 8: note(talk.finish(id, .retryLater(reason: "later")))
        default: note(talk.finish(id, .reject(reason: "never")))
        }
    }

    private mutating func breakConnection() {
        toServer = []
        toWorker = []
        sentSoFar = talk.sent.count
        server.loseSession()
    }

    /// Nothing of the session's rules leans on a network that loses nothing.
    private mutating func loseOneMessage() {
        collect()
        if let index = toWorker.indices.randomElement(using: &random) { toWorker.remove(at: index) }
    }

    /// The process dies and starts again with its journal, under a new instance.
    private mutating func dieAndComeBack() {
        breakConnection()
        starts += 1
        let (now, journal, instance) = (talk.now, talk.journal, "i-\(starts)")
        talk = Dialogue(window: Self.window, remembering: journal) { $0.instance = instance }
        talk.now = now
        sentSoFar = 0
        note(talk.start())
    }

    /// What the worker has sent since; a new socket has nothing of the old one in it.
    private mutating func collect() {
        let new = talk.sent[sentSoFar...]
        sentSoFar = talk.sent.count
        toServer += new
    }

    private mutating func note(_ new: [String]) {
        lines += new
        for line in new {
            let words = line.split(separator: " ").map(String.init)
            if line == "connect" { (toServer, toWorker) = ([], []) }
            if words.first == "handle", words.count == 2 { checkBeginning(of: tag(words[1]).id) }
        }
        learnFromJournal()
        check(talk.running.count <= Self.window, "\(talk.running.count) handlers run at once")
    }

    private mutating func checkBeginning(of id: String) {
        check(!acknowledged.contains(id), "\(id) was acknowledged and is handled again")
    }

    private mutating func learnFromJournal() {
        for entry in talk.journal[journalSoFar...] {
            switch entry {
            case .acknowledged(let acknowledgement):
                acknowledged.append(acknowledgement.lease.id)
                owedKeys += acknowledgement.orders.map(\.key)
            case .dropped(let id): acknowledged.removeAll { $0 == id }
            case .epoch, .settled, .closed: break
            }
        }
        journalSoFar = talk.journal.count
    }

    private mutating func check(_ holds: Bool, _ sentence: String) {
        if !holds { violations.append(sentence) }
    }
}
