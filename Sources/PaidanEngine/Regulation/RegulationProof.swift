import PaidanCore

/// 无悬案证明 of a policy that is to be put in force: what breaks it becomes a finding, at the key that decides it.
enum RegulationProof {
    static func check(_ document: RegulationDocument, _ findings: inout RegulationFindings) -> NoOrphanProof {
        let proof = NoOrphanProof(of: document.policy)
        for flaw in proof.flaws {
            let keys = flaw.keys.filter { document.settings[.parameter($0)] != nil }
            findings.add(
                RegulationObjection(
                    .orphan, flaw.reason.zh, flaw.reason.en, suggestion: keys.first.flatMap(Self.suggestion)),
                at: keys.first.flatMap { document.settings[.parameter($0)]?.place } ?? document.top)
        }
        return proof
    }

    /// As the default policy has it.
    private static func suggestion(for key: String) -> String? {
        let lines = try? RegulationLoader.shipped("dx").lines
        guard let line = lines?.first(where: { $0.key == key }), line.value != RegulationLine.none else { return nil }
        return "\(key): \(line.value)"
    }
}
