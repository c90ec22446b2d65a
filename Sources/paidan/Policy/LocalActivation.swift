internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// An activation without a server.
struct LocalActivation {
    private let folder: DataDirectory

    init(_ folder: DataDirectory) { self.folder = folder }

    func activate(_ activation: Activation, _ language: Language) throws -> PolicyRecord {
        let local = try LocalEngine(folder)
        let number = try number(in: local.run(.activate(activation), at: local.now))
        try local.engine.settleDown()
        guard let row = try local.store.activatedPolicies().first(where: { $0.number == number }) else {
            preconditionFailure("what was activated is stored")
        }
        return PolicyRecord(row, local.engine.policies[number], isInForce: true, language)
    }

    private func number(in outcome: Outcome) throws(Trouble) -> Int {
        switch outcome {
        case .activated(let number, _): return number
        case .failed(.refused(let refusal)):
            throw Trouble(.refused, refusal.text(in: .zh), refusal.text(in: .en))
        case .failed(let failure): throw Trouble(.refused, "无法启用:\(failure)", "cannot activate: \(failure)")
        case .receipt, .settled, .leases, .tookOver, .done: preconditionFailure("an activation answers with its number")
        }
    }
}
