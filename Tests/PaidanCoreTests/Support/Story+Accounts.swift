@testable import PaidanCore

/// Looking back on a ticket of a story.
extension Story {
    func replay<K: TicketKind>(_: K.Type, _ id: TicketID? = nil) throws -> Replay<K> {
        let id = id ?? ids[K.kind, default: []][0]
        return try Replay(id: id, branch: .main, history(K.self, id))
    }

    /// Of the first complaint.
    func account() throws -> TimeAccount { try account(Complaint.self) }

    /// Of the first ticket of a kind, unless another is named.
    func account<K: TicketKind>(_: K.Type, _ id: TicketID? = nil) throws -> TimeAccount {
        TimeAccount(of: try replay(K.self, id), at: now, by: course)
    }

    /// The calendar of the story's first policy, for ever.
    var course: CalendarCourse {
        CalendarCourse([CalendarCourse.Era(from: .monday, policy: 1, calendar: policy(1).calendar)])
    }

    func proofs<K: TicketKind>(_: K.Type, _ id: TicketID? = nil) throws -> [DeadlineProof] {
        DeadlineProof.all(of: try replay(K.self, id), under: policy)
    }

    /// `forward:engineering:1`
    func proof<K: TicketKind>(_: K.Type, _ key: String, _ id: TicketID? = nil) throws -> DeadlineProof? {
        try proofs(K.self, id).first { $0.clock.key.text == key }
    }
}
