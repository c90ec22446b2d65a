internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore

/// Who takes a log over: the running server, or an engine of our own when there is none.
enum ImportDesk {
    case local(OpenEngine)
    case server(Client)

    /// What a server takes in at once, and some room for what stands around the rows.
    static let bodyBytesMax = (256 - 16) << 10

    init(_ connection: ConnectionOptions) throws {
        if let local = try LocalEngine(connection) {
            self = .local(try local.open())
        } else {
            self = .server(try connection.client())
        }
    }

    func close() {
        guard case .local(let engine) = self else { return }
        engine.close()
    }

    func take(_ batch: ImportBatch, of log: ForeignLog) async throws -> ImportOutcome {
        switch self {
        case .local(let engine):
            // A clock that is moved by hand stands where the log ends, if it has not come as far.
            let isManual = try engine.store.meta(RunningServer.clockMeta) == "manual"
            let moment = isManual ? max(engine.now, batch.end) : engine.now
            guard case .tookOver(let outcome) = try engine.run(.takeOver(batch), at: moment) else {
                preconditionFailure("an import answers with how its rows ended")
            }
            return outcome
        case .server(let client):
            let answer = try await client.post(["v1", "imports"], Self.body(batch, log))
            guard let outcome = ImportOutcome(answer) else {
                throw Trouble(.unavailable, "服务的应答无法读取", "the server's answer cannot be read")
            }
            return outcome
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
