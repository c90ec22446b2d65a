internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// An engine of our own for one job, under the lock that keeps a server out.
struct LocalActivation {
    private let folder: DataDirectory

    init(_ folder: DataDirectory) { self.folder = folder }

    func activate(_ activation: Activation, _ language: Language) throws -> PolicyRecord {
        let store = try folder.openStore()
        let engine = try engine(on: store)
        var windows = NoWindows()
        let turn = try engine.turn(at: RunningServer.now(of: store), [.activate(activation)], windows: &windows)
        try engine.settleDown()
        let number = try number(in: turn.outcomes[0])
        guard let row = try store.activatedPolicies().first(where: { $0.number == number }) else {
            preconditionFailure("what was activated is stored")
        }
        return PolicyRecord(row, engine.policies[number], isInForce: true, language)
    }

    private func engine(on store: SQLiteStore) throws -> Engine {
        guard folder.hasKey else { throw Trouble(.unavailable, "数据目录中没有主密钥", "there is no master key beside the data") }
        var random = BufferedRandom()
        let vault = try folder.vault(&random)
        try RunningServer.checkKey(vault, of: store, in: folder)
        return try Engine(store: store, vault: vault, random: random)
    }

    private func number(in outcome: Outcome) throws(Trouble) -> Int {
        switch outcome {
        case .activated(let number, _): return number
        case .failed(.refused(let refusal)):
            throw Trouble(.refused, refusal.text(in: .zh), refusal.text(in: .en))
        case .failed(let failure): throw Trouble(.refused, "无法启用:\(failure)", "cannot activate: \(failure)")
        case .receipt, .settled, .leases, .done: preconditionFailure("an activation answers with its number")
        }
    }
}
