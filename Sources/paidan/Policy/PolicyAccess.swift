internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanStore

/// The way to a company's activated policies: its data folder, read beside a running server too, or a server elsewhere.
enum PolicyAccess {
    case folder(String)
    case server(Client)

    /// The folder where there is one and nobody named a server.
    init(_ connection: ConnectionOptions) throws {
        if connection.server == nil, connection.readyFile == nil {
            let data = try Settings.resolve(flags: connection.flags).data
            if FileManager.default.fileExists(atPath: data + "/paidan.db") {
                self = .folder(data)
                return
            }
        }
        self = .server(try connection.client())
    }

    /// Newest first.
    func records(in language: Language) async throws -> [PolicyRecord] {
        switch self {
        case .folder(let path):
            let rows = try Self.rows(in: path)
            let shelf = try PolicyShelf(rows)
            return rows.reversed().map { row in
                let isInForce = shelf.numbers[row.scope] == row.number
                return PolicyRecord(row, shelf[row.number], isInForce: isInForce, language)
            }
        case .server(let client):
            return (try await client.get(["v1", "policies"])["policies"]?.array ?? []).map { PolicyRecord($0) }
        }
    }

    /// The regulation in force for `scope`.
    func active(for scope: PolicyScope) async throws -> Regulation {
        switch self {
        case .folder(let path):
            let shelf = try PolicyShelf(Self.rows(in: path))
            guard shelf.isComplete else { throw Self.nothing }
            return try Self.regulation(shelf.regulation(branch: scope.branch, kind: scope.kind).text)
        case .server(let client):
            let query = [("branch", scope.branch?.code), ("kind", scope.kind?.rawValue)]
            guard let text = try await client.get(["v1", "policy"], query: query)["text"]?.string else {
                throw Self.nothing
            }
            return try Self.regulation(text)
        }
    }

    /// The regulation with this number of its activation; clocks name it.
    func activated(_ number: Int) async throws -> Regulation {
        switch self {
        case .folder(let path):
            guard let row = try Self.rows(in: path).first(where: { $0.number == number }) else {
                throw Trouble(.refused, "没有第 \(number) 号制度", "there is no policy number \(number)")
            }
            return try Self.regulation(row.text, "policy \(number)")
        case .server(let client):
            let answer = try await client.get(["v1", "policies", "\(number)"])
            return try Self.regulation(answer["text"]?.string ?? "", "policy \(number)")
        }
    }

    private static let nothing = Trouble(.unavailable, "还没有启用任何制度", "no policy has been activated yet")

    /// Its lines are those of `paidan policy show`.
    private static func regulation(
        _ text: String, _ file: String = PolicyArgument.active
    ) throws(RegulationErrors) -> Regulation {
        try RegulationLoader(read: { path in throw EngineError.readsNoFiles(path) }).load(
            activated: text, file: file)
    }

    private static func rows(in folder: String) throws -> [PolicyRow] {
        try SQLiteLibrary.open(path: folder + "/paidan.db", readers: 1).readNow { try $0.activatedPolicies() }
    }
}
