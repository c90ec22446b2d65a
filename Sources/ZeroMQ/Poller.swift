import CZeroMQ

/// Waits until one of a fixed list of sockets has a message or one of a list of wake-ups was signalled.
///
/// Owned by the thread that owns the sockets; not `Sendable`, as they are not.
package final class Poller {
    private let sockets: [Socket]
    private let wakeUps: [WakeUp]

    package init(sockets: [Socket], wakeUps: [WakeUp] = []) {
        self.sockets = sockets
        self.wakeUps = wakeUps
    }

    /// Waits at most so many milliseconds; zero only looks.
    ///
    /// Returns early with nothing ready when a signal interrupts it, so the caller loops and looks at its clock again.
    /// A socket stays ready while it has a message, so a caller may take a bounded batch and come back.
    package func wait(milliseconds: Int) throws(ZeroMQError) -> Ready {
        var items = try pollItems()
        let count = zmq_poll(&items, Int32(items.count), max(0, milliseconds))
        guard count >= 0 else {
            let error = ZeroMQError.last("poll")
            guard error.code == ErrorNumber.interrupted else { throw error }
            return Ready(sockets: [], wakeUps: [])
        }
        return ready(items)
    }

    /// The items stand in the order of the sockets, then of the wake-ups.
    private func ready(_ items: [zmq_pollitem_t]) -> Ready {
        Ready(
            sockets: zip(sockets, items).filter { $0.1.isReadable }.map { ObjectIdentifier($0.0) },
            wakeUps: zip(wakeUps, items.dropFirst(sockets.count)).filter { $0.1.isReadable }
                .map { ObjectIdentifier($0.0) })
    }

    private func pollItems() throws(ZeroMQError) -> [zmq_pollitem_t] {
        var items: [zmq_pollitem_t] = []
        items.reserveCapacity(sockets.count + wakeUps.count)
        for socket in sockets {
            let handle = try socket.openHandle("poll")
            items.append(zmq_pollitem_t(socket: handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        for wakeUp in wakeUps {
            items.append(zmq_pollitem_t(socket: nil, fd: wakeUp.descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        return items
    }
}

@available(*, unavailable, message: "a poller stays with the thread that owns its sockets")
extension Poller: Sendable {}

extension zmq_pollitem_t {
    fileprivate var isReadable: Bool { revents & Int16(ZMQ_POLLIN) != 0 }
}
