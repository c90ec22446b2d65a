/// What `Poller.wait` found.
package struct Ready {
    private let sockets: [ObjectIdentifier]
    private let wakeUps: [ObjectIdentifier]

    init(sockets: [ObjectIdentifier], wakeUps: [ObjectIdentifier]) {
        self.sockets = sockets
        self.wakeUps = wakeUps
    }

    /// Nothing came within the time.
    package var isEmpty: Bool { sockets.isEmpty && wakeUps.isEmpty }

    /// Whether the socket has a message to receive.
    package func contains(_ socket: Socket) -> Bool {
        sockets.contains(ObjectIdentifier(socket))
    }

    /// Whether the wake-up was signalled and not yet drained.
    package func contains(_ wakeUp: WakeUp) -> Bool {
        wakeUps.contains(ObjectIdentifier(wakeUp))
    }
}
