internal import NIOPosix
internal import PaidanCore
internal import PaidanEngine

/// Where a caller may put files: a ticket that it sees and whose customer's words it reads.
struct FilePlace: Sendable {
    let row: TicketRow
    private let key: PersonKey
    private let folder: FileFolder
    private let call: Call

    /// - Returns: nil when there is no such ticket for this caller.
    /// - Throws: `Problem` for who sees it and may add nothing.
    static func of(_ id: TicketID, _ folder: FileFolder, for call: Call, in reading: any Reading) throws -> FilePlace? {
        guard let row = try reading.ticketRow(id), try call.sight.sees(row, in: reading) else { return nil }
        guard try call.sight.addsFiles(to: row, in: reading) else {
            throw Problem.wrongRole(needs: Attach.roles, to: Attach.label)
        }
        guard let owner = try reading.person(row.person), let key = call.house.vault.key(of: owner) else {
            throw Problem(.noSuchPerson)
        }
        return FilePlace(row: row, key: key, folder: folder, call: call)
    }

    /// Cleans, seals and keeps one file. It waits then to be named by a command.
    /// - Throws: `Problem` 413, 415, 422, 503, 507.
    func keep(_ bytes: [UInt8]) async throws -> FileRow {
        let kept = try await onThread { [key] in
            let (kind, clean) = try FileCleaner.cleaned(bytes)
            let digest = FileSeal.digest(of: clean)
            var random = SystemRandomNumberGenerator()
            return Sealed(
                kind: kind, digest: digest, size: clean.count,
                bytes: try FileSeal.sealed(clean, digest, with: key, &random))
        }
        try await requireRoom(for: kept)
        try await onThread { [folder, person = row.person] in
            try folder.keep(kept.bytes, as: kept.digest, of: person)
        }
        let order = FileOrder(
            actor: call.actor, ticket: row.id, digest: kept.digest, kind: kept.kind, size: kept.size)
        return try await note(order)
    }

    private struct Sealed: Sendable {
        let kind: FileKind
        let digest: FileDigest
        let size: Int
        let bytes: [UInt8]
    }

    /// Before anything is written; the engine has the last word.
    private func requireRoom(for kept: Sealed) async throws {
        let (actor, person) = (call.actor, row.person)
        let refusal = try await call.read { reading -> Refusal? in
            let former = try reading.file(kept.digest, of: person)
            if former?.attachedAt != nil { return nil }
            do {
                try FileRoom().require(kept.size, besides: former, for: actor, in: reading)
                return nil
            } catch let refusal as Refusal {
                return refusal
            }
        }
        if let refusal { throw Problem(of: .refused(refusal)) }
    }

    private func note(_ order: FileOrder) async throws -> FileRow {
        let outcome: Outcome
        do {
            outcome = try await call.desk.run(.keepFile(order))
        } catch {
            throw Problem(of: error)
        }
        switch outcome {
        case .fileKept(let row): return row
        case .failed(let failure): throw Problem(of: failure)
        default: throw Problem(.internalError, cause: "an upload answered without a file")
        }
    }

    /// The disk is waited for where nobody else waits.
    private func onThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        do {
            return try await NIOThreadPool.singleton.runIfActive(work)
        } catch let flaw as FileFlaw {
            throw Problem(of: flaw)
        } catch let trouble as FileTrouble {
            throw Problem(of: trouble)
        }
    }
}

extension Problem {
    init(of flaw: FileFlaw) {
        switch flaw {
        case .tooLarge: self.init(.bodyTooLarge, flaw.label)
        case .empty, .unknownKind, .damaged: self.init(.unsupportedFile, flaw.label)
        }
    }

    /// Paths are for the log.
    init(of trouble: FileTrouble) {
        let isFull = trouble.reason == FileTrouble.full
        self.init(isFull ? .diskFull : .unreadableFile, cause: isFull ? nil : trouble.label.en)
    }
}
