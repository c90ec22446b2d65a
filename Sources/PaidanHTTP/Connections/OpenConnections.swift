internal import HummingbirdCore
internal import Synchronization

/// How many connections are open: the listener counts, and those who watch single ones ask.
final class OpenConnections: Sendable {
    private let count = Atomic(0)
    private let max: Int

    init(max: Int) { self.max = max }

    var isCrowded: Bool { count.load(ordering: .relaxed) > max / 2 }
    fileprivate var isFull: Bool { count.load(ordering: .relaxed) >= max }
    fileprivate func add(_ change: Int) { count.wrappingAdd(change, ordering: .relaxed) }

    /// Asked by the listener before it accepts.
    struct Doorkeeper: AvailableConnectionsDelegate {
        let connections: OpenConnections

        func connectionOpened() { connections.add(1) }
        func connectionClosed() { connections.add(-1) }
        func isAcceptingNewConnections() -> Bool { !connections.isFull }
    }

    var doorkeeper: Doorkeeper { Doorkeeper(connections: self) }
}
