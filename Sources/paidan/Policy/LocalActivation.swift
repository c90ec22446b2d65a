internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// An engine of our own for one job, under the lock that keeps a server out.
struct LocalActivation {
    private let folder: DataDirectory

    init(_ folder: DataDirectory) { self.folder = folder }

    func activate(_ regulation: Regulation, _ scope: PolicyScope, _ reason: String) throws -> PolicyRecord {
        var random = BufferedRandom()
        let store = try folder.openStore()
        guard folder.hasKey else { throw Trouble(.unavailable, "数据目录中没有主密钥", "there is no master key beside the data") }
        let vault = try folder.vault(&random)
        try RunningServer.checkKey(vault, of: store, in: folder)
        let engine = try Engine(store: store, vault: vault, random: random)
        let activation = Activation(regulation, for: scope, by: Actor("local-admin", [.admin]), reason: reason)
        let now = try RunningServer.now(of: store)
        var windows = NoWindows()
        let outcome = try engine.turn(at: now, [.activate(activation)], windows: &windows).outcomes[0]
        try engine.settleDown()
        switch outcome {
        case .activated(let number, _):
            guard let row = try store.activatedPolicies().first(where: { $0.number == number }) else {
                preconditionFailure("what was activated is stored")
            }
            return PolicyRecord(row, isInForce: true)
        case .failed(.refused(let refusal)):
            throw Trouble(.refused, refusal.text(in: .zh), refusal.text(in: .en))
        case .failed(let failure): throw Trouble(.refused, "无法启用:\(failure)", "cannot activate: \(failure)")
        case .receipt, .settled, .leases, .done: preconditionFailure("an activation answers with its number")
        }
    }
}
