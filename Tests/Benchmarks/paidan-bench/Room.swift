internal import PaidanEngine

/// One worker with room in one queue.
struct Room: Windows {
    let queue: QueueName
    let owner: LeaseOwner
    var places: Int

    func room() -> [(queue: QueueName, count: Int)] { [(queue, places)] }

    mutating func take(in queue: QueueName) -> LeaseOwner? {
        guard places > 0 else { return nil }
        places -= 1
        return owner
    }

    func taken(_ lease: Lease, in queue: QueueName, by owner: LeaseOwner) {}
}
