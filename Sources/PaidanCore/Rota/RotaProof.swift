/// What `NoOrphanProof` asks of a rota.
extension Rota {
    package static func examples(at now: Instant, _ policy: Policy) -> [Opening] {
        [Opening(customer: .sample, designers: [])]
    }

    /// Whatever stands on it, the same may come next.
    package func gist(_ policy: Policy) -> [String] { [] }

    package static let passingClocks = clockRules

    package var unwatched: Label? {
        phase.isEnd ? nil : Label("轮值表长期使用,派单时查看", "a rota stands as long as leads are given out by it")
    }
}
