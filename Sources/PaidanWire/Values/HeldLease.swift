/// A lease that the server holds for the worker that says HELLO.
public struct HeldLease: Hashable, Sendable {
    public var lease: LeaseTag
    public var queue: String
    public var until: WireTime

    public init(lease: LeaseTag, queue: String, until: WireTime) {
        self.lease = lease
        self.queue = queue
        self.until = until
    }
}
