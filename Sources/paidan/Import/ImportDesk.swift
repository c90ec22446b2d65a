internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore

/// Who takes a log over: the running server, or an engine of our own when there is none.
enum ImportDesk {
    case local(DataDirectory, LocalEngine)
    case server(Client)

    /// What a server takes in at once, and some room for what stands around the rows.
    static let bodyBytesMax = (256 - 16) << 10

    /// The data folder where there is one, nobody named a server and none has it.
    init(_ connection: ConnectionOptions) throws {
        if case .folder(let path) = try PolicyAccess(connection), let folder = try DataDirectory.unused(path) {
            self = .local(folder, try LocalEngine(folder))
        } else {
            self = .server(try connection.client())
        }
    }

    /// What was written goes into the database file, and a server may start.
    func close() {
        guard case .local(let folder, let local) = self else { return }
        // The log of SQLite holds everything as well.
        try? local.engine.settleDown()
        folder.unlock()
    }

    func take(_ batch: ImportBatch, of log: ForeignLog) async throws -> ImportOutcome {
        switch self {
        case .local(_, let local):
            // A clock that is moved by hand stands where the log ends, if it has not come as far.
            let isManual = try local.store.meta(RunningServer.clockMeta) == "manual"
            let moment = isManual ? max(local.now, batch.end) : local.now
            return try Self.outcome(local.run(.takeOver(batch), at: moment, watchesClocks: false))
        case .server(let client):
            let answer = try await client.post(
                ["v1", "imports"], Self.body(batch, log), key: UUID().uuidString.lowercased())
            guard let outcome = ImportOutcome(answer) else {
                throw Trouble(.unavailable, "服务的应答无法读取", "the server's answer cannot be read")
            }
            return outcome
        }
    }

    private static func outcome(_ outcome: Outcome) throws(Trouble) -> ImportOutcome {
        switch outcome {
        case .tookOver(let result): return result
        case .failed(.refused(let refusal)):
            throw Trouble(.refused, refusal.text(in: .zh), refusal.text(in: .en))
        case .failed(let failure): throw Trouble(.refused, "无法导入:\(failure)", "cannot import: \(failure)")
        case .receipt, .settled, .leases, .activated, .done:
            preconditionFailure("an import answers with how its rows ended")
        }
    }

    private static func body(_ batch: ImportBatch, _ log: ForeignLog) -> JSON {
        let rows = batch.cases.flatMap(\.rows).map { row -> JSON in
            .array([.integer(Int64(row.line))] + row.fields.map(JSON.string))
        }
        return [
            "mapping": .string(log.mappingText), "header": .array(batch.header.map(JSON.string)), "rows": .array(rows),
            "end": .string(batch.end.rfc3339(in: .utc)), "branch": .string(batch.branch.code),
            "dryRun": .bool(batch.isDryRun),
        ]
    }
}
