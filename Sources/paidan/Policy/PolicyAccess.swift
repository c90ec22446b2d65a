internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// The way to a company's activated policies.
struct PolicyAccess {
    private let access: DataAccess

    init(_ connection: ConnectionOptions) throws { access = try DataAccess(connection) }

    /// For what somebody is about to do: a token says who that is, and only the server knows which branch is his.
    init(asking connection: ConnectionOptions) throws {
        let hasToken = try Settings.resolve(flags: connection.flags).token != nil
        access = hasToken ? .server(try connection.client()) : try DataAccess(connection)
    }

    /// Newest first.
    func records(in language: Language) async throws -> [PolicyRecord] {
        switch access {
        case .folder(let folder):
            return try Office.read(in: folder) { office in
                let view = try office.activations(in: language)
                return try office.reading.activatedPolicies().reversed().map { PolicyRecord(.object(view.json($0))) }
            }
        case .server(let client):
            return (try await client.get(["v1", "policies"])["policies"]?.array ?? []).map { PolicyRecord($0) }
        }
    }

    /// The regulation in force for `scope`.
    func active(for scope: PolicyScope) async throws -> Regulation {
        switch access {
        case .folder(let folder):
            let text = try Office.read(in: folder) { office in
                try Self.require(scope.branch, among: try office.reading.branches())
                return office.shelf.regulation(branch: scope.branch, kind: scope.kind).text
            }
            return try Self.regulation(text)
        case .server(let client):
            let query = [("branch", scope.branch?.code), ("kind", scope.kind?.rawValue)]
            return try Self.regulation(try await client.get(["v1", "policy"], query: query)["text"]?.string ?? "")
        }
    }

    /// The one for a ticket of this kind that is opened by whoever asks; without a server by the head office.
    func ofOpening(_ kind: Kind) async throws -> Regulation {
        switch access {
        case .folder: return try await active(for: PolicyScope(branch: .main, kind: kind))
        case .server(let client):
            let answer = try await client.get(
                ["v1", "policy"], query: [("kind", kind.rawValue), ("opening", "true")])
            return try Self.regulation(answer["text"]?.string ?? "")
        }
    }

    /// A mistyped branch would be shown the company's policy, as if it were its own.
    static func require(_ branch: Branch?, among known: [Branch]) throws(Trouble) {
        guard let branch, !known.contains(branch) else { return }
        let reason = Refusal.Reason.noBranch(branch, among: known)
        throw Trouble(.usage, reason.label.zh, reason.label.en)
    }

    /// The regulation with this number of its activation; clocks name it.
    func activated(_ number: Int) async throws -> Regulation {
        switch access {
        case .folder(let folder):
            let row = try Office.read(in: folder) { office in
                try office.reading.activatedPolicies().first { $0.number == number }
            }
            guard let row else { throw Trouble(.refused, "没有第 \(number) 号制度", "there is no policy number \(number)") }
            return try Self.regulation(row.text, "policy \(number)")
        case .server(let client):
            let answer = try await client.get(["v1", "policies", "\(number)"])
            return try Self.regulation(answer["text"]?.string ?? "", "policy \(number)")
        }
    }

    /// Its lines are those of `paidan policy show`.
    static func regulation(
        _ text: String, _ file: String = PolicyArgument.active
    ) throws(RegulationErrors) -> Regulation {
        try RegulationLoader.ofTexts.load(
            activated: text, file: file)
    }
}
