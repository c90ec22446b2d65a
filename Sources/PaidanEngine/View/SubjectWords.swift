package import PaidanCore

/// 事项: what a ticket is about, as its machine says it; a part without words of its own is about what its whole is about.
package struct SubjectWords: Sendable {
    private let subject: Subject
    private let viewer: Viewer

    /// - Returns: nil where its kind says all, and where it is damaged.
    package init?(of row: TicketRow, in reading: any Reading, for viewer: Viewer) throws {
        guard row.kind.type.hasSubject, let subject = try Self.subject(row.kind.type, row, reading) else { return nil }
        self.init(subject, for: viewer)
    }

    private static func subject<K: TicketKind>(
        _: K.Type, _ row: TicketRow, _ reading: any Reading
    ) throws -> Subject? {
        try legible { try History.replay(K.self, row, reading.events(of: row.id)).ticket.state.subject }
    }

    init(_ subject: Subject, for viewer: Viewer) {
        self.subject = subject
        self.viewer = viewer
    }

    package var plannedFor: Instant? { subject.plannedFor }

    /// `隐蔽工程验收`, `主材 PC-1`, `HT-2030-1`.
    package var label: String {
        [subject.label.map(viewer.text), subject.reference].compactMap(\.self).joined(separator: " ")
    }

    /// With the time that it is planned for: `隐蔽工程验收 2030-03-20 09:00`.
    package var text: String {
        [label, plannedFor.map(viewer.clockTime)].compactMap(\.self).joined(separator: " ")
    }
}
