internal import PaidanCore
internal import PaidanEngine
internal import PaidanWire
internal import ZeroMQ

/// The body of BELL's own thread, with a context of its own: whatever subscribers do, the house goes on.
///
/// Tells subscribers that something happened, and every second where each feed stands, so that a lost bell is noticed.
/// Holds nothing worth stealing; losing every bell costs latency, never data.
final class BellRinger {
    private let tower: BellTower
    private let epoch: String
    private var line: Line
    /// Waits for the tower only.
    private let deaf: Poller
    private var book = BellBook()
    private var nextBeat = ContinuousClock.now

    /// Requests answered in one round, so that who asks without end does not keep the bells waiting.
    private static let requestsMax = 256
    /// How long the socket stays closed when it is opened anew.
    private static let pause = Duration.seconds(1)

    /// The socket with what it needs to be polled, and to be done away with as a whole.
    private struct Line {
        let context: ZeroMQ.Context
        let socket: Socket
        let poller: Poller
        let endpoint: String

        init(_ endpoint: String, _ tower: BellTower) throws(ZeroMQError) {
            context = try ZeroMQ.Context()
            socket = try Socket(.xpub, in: context, options: HouseSockets.bell)
            self.endpoint = try socket.bind(endpoint)
            poller = Poller(sockets: [socket], wakeUps: [tower.wakeUp])
        }

        func close() {
            socket.close()
            context.terminate()
        }
    }

    /// Binds the socket. May be made on one thread and run on another, once.
    init(_ tower: BellTower, endpoint: String, epoch: String) throws(ZeroMQError) {
        self.tower = tower
        self.epoch = epoch
        line = try Line(endpoint, tower)
        deaf = Poller(sockets: [], wakeUps: [tower.wakeUp])
    }

    /// As bound: with the port that was free.
    var endpoint: String { line.endpoint }

    /// Returns when the tower is closed.
    func run() {
        defer { line.close() }
        while true {
            let rope = tower.take()
            if rope.isClosed { return }
            do {
                try round(rope)
                if book.isOverfull { reopen() }
            } catch {
                // Nothing but a socket that fails: a new one is the remedy.
                reopen()
            }
        }
    }

    private func round(_ rope: BellTower.Rope) throws(ZeroMQError) {
        book.know(Array(rope.heads.keys))
        for bell in rope.bells { try ring(bell) }
        try beat(rope.heads)
        try wait()
        tower.wakeUp.drain()
        try answerRequests()
    }

    private func wait() throws(ZeroMQError) {
        _ = try line.poller.wait(milliseconds: Int((nextBeat - .now) / .milliseconds(1)) + 1)
    }

    private func answerRequests() throws(ZeroMQError) {
        for _ in 0..<Self.requestsMax {
            guard let frames = try line.socket.receive() else { return }
            switch book.answer(frames[0]) {
            case .grant(let topic): try line.socket.subscribe(to: topic)
            case .takeBack(let topic): try line.socket.unsubscribe(from: topic)
            case .nothing: break
            }
        }
    }

    private func beat(_ heads: [String: Int]) throws(ZeroMQError) {
        let now = ContinuousClock.now
        guard now >= nextBeat else { return }
        nextBeat = now + WireLimits.bellHeartbeat
        book.beginSecond()
        for (feed, head) in heads.sorted(by: { $0.key < $1.key }) { try send(feed, head, nil) }
    }

    private func ring(_ bell: News.Bell) throws(ZeroMQError) {
        let news = Doorbell.News(ticket: bell.ticket.description, ver: bell.version, state: bell.phase)
        try send(bell.feed, bell.sequence, news)
    }

    private func send(_ feed: String, _ sequence: Int, _ news: Doorbell.News?) throws(ZeroMQError) {
        let topic = BellTopic(feed: feed, generation: BellBook.generation)
        let bell = Doorbell(topic: topic, epoch: epoch, sequence: sequence, news: news)
        // A feed whose name does not fit the protocol has no bell.
        guard let frames = try? bell.encoded() else { return }
        _ = try line.socket.send(frames: frames)
    }

    /// Drops every subscription: ZeroMQ has no way to drop one peer's. Clients connect and subscribe again by themselves.
    private func reopen() {
        line.close()
        book = BellBook()
        let end = ContinuousClock.now + Self.pause
        while !tower.isClosed {
            // Bells that would have rung meanwhile are lost; the heartbeat makes them good.
            _ = try? deaf.wait(milliseconds: Int(max(end - .now, .milliseconds(100)) / .milliseconds(1)))
            tower.wakeUp.drain()
            _ = tower.take()
            guard ContinuousClock.now >= end, let opened = try? Line(endpoint, tower) else { continue }
            line = opened
            return
        }
    }
}
