package import PaidanCore
package import PaidanJSON

/// 附件: the files that a ticket's facts name, each with the step that it came with.
package struct FileView: Sendable {
    package let row: TicketRow
    /// Each file once, as it came first; in the order of the history.
    package let attached: [Attached]
    /// What was uploaded for it and is named by no fact yet.
    package let waiting: [FileRow]

    package struct Attached: Sendable {
        package let file: FileRow
        /// The fact.
        package let version: Int
        package let at: Instant
        package let principal: String
        package let step: String?
    }

    /// - Returns: nil when there is no such ticket, or none that the viewer may see.
    /// - Throws: `Refusal` where it may not read what customers say.
    package init?(of id: TicketID, in reading: any Reading, for viewer: Viewer) throws {
        guard let row = try reading.ticketRow(id), try viewer.sight.sees(row, in: reading) else { return nil }
        guard try viewer.sight.readsTexts(of: row.person, in: reading) else {
            throw Refusal.notYours(verb: Attach.verb, needs: Attach.roles)
        }
        self.row = row
        waiting = try reading.waitingFiles(of: id)
        attached = try Self.attached(to: row, in: reading)
    }

    private static func attached(to row: TicketRow, in reading: any Reading) throws -> [Attached] {
        var (found, known): ([Attached], Set<FileDigest>) = ([], [])
        for event in try reading.events(of: row.id) where event.type == EventCodec.attachedType {
            let fact = try JSONTreeDecoder().decode(FilesAttached.self, from: JSON(parsing: event.data))
            for digest in fact.files where known.insert(digest).inserted {
                guard let file = try reading.file(digest, of: row.person) else { continue }
                found.append(
                    Attached(
                        file: file, version: event.version, at: event.recordedAt, principal: event.principal,
                        step: fact.step))
            }
        }
        return found
    }

    /// One that a fact of this ticket names, or that waits for it.
    package func file(_ digest: FileDigest) -> FileRow? {
        attached.first { $0.file.digest == digest }?.file ?? waiting.first { $0.digest == digest }
    }

    package func json(for viewer: Viewer) -> JSON {
        [
            "ticket": .string(row.id.description), "number": .string(row.numberText),
            "files": .array(attached.map { json(of: $0, viewer) }),
            "waiting": .array(
                waiting.map { file in
                    .object(
                        Self.json(of: file, viewer).adding([
                            ("uploadedAt", viewer.time(file.uploadedAt)),
                            ("keptUntil", viewer.time(file.uploadedAt + FileLimits.waitingFor)),
                            ("by", .string(file.principal)),
                        ]))
                }),
        ]
    }

    private func json(of attached: Attached, _ viewer: Viewer) -> JSON {
        let label = attached.step.flatMap { row.kind.type.label(ofStep: $0) }
        return .object(
            Self.json(of: attached.file, viewer).adding([
                ("at", viewer.time(attached.at)), ("by", .string(attached.principal)),
                ("byLabel", .string(viewer.text(account: attached.principal))),
                ("version", .count(attached.version)), ("step", attached.step.map(JSON.string)),
                ("stepLabel", label.map(viewer.word)),
            ]))
    }

    package static func json(of file: FileRow, _ viewer: Viewer) -> JSONObject {
        [
            "digest": .string(file.digest.description), "kind": .string(file.kind.rawValue),
            "kindLabel": viewer.word(file.kind.label), "mediaType": .string(file.kind.mediaType),
            "size": .count(file.size),
        ]
    }
}

extension JSONObject {
    /// Members without a value are left out.
    fileprivate func adding(_ members: [(String, JSON?)]) -> JSONObject {
        var object = self
        for (name, value) in members { if let value { object[name] = value } }
        return object
    }
}
