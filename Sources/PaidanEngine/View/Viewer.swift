package import PaidanCore
package import PaidanJSON

/// For whom something is shown: who it is, in which language, in which zone, and how departments are called.
package struct Viewer: Sendable {
    package let sight: Sight
    package let language: Language
    package let zone: Zone
    package let routing: Routing
    /// 分公司, all of them.
    let branches: [BranchRow]
    /// nil where the key is not at hand: every text stays sealed.
    let vault: Vault?

    package init(
        _ actor: Actor, language: Language, zone: Zone, routing: Routing, branches: [BranchRow] = [], vault: Vault?
    ) {
        self.branches = branches
        self.sight = Sight(actor)
        self.language = language
        self.zone = zone
        self.routing = routing
        self.vault = vault
    }

    package var actor: Actor { sight.actor }

    /// A branch's name where the viewer has to tell several apart; nil for whoever sees one only.
    package func name(of branch: Branch) -> String? {
        guard seesSeveralBranches else { return nil }
        return branches.first { $0.branch == branch }.map { text($0.label) } ?? branch.code
    }

    package var seesSeveralBranches: Bool { actor.branch == nil && branches.count > 1 }

    package func text(_ label: Label) -> String { label.text(in: language) }
    package func word(_ label: Label) -> JSON { .string(text(label)) }
    package func time(_ instant: Instant) -> JSON { .string(instant.rfc3339(in: zone)) }

    /// Writes values with times as text and with the texts that this viewer may read; the others become null.
    func encoder(of person: PersonID, in reading: any Reading) throws -> JSONByteEncoder {
        JSONByteEncoder(userInfo: [.zone: zone, .opener: try opener(of: person, in: reading)])
    }

    private func opener(of person: PersonID, in reading: any Reading) throws -> any TextOpener {
        guard try sight.readsTexts(of: person, in: reading), let row = try reading.person(person),
            let key = vault?.key(of: row)
        else {
            return Closed()
        }
        return TextKey(key)
    }
}

/// Opens nothing: the viewer may not read, or the person was erased.
private struct Closed: TextOpener {
    func open(_ sealed: String) -> String? { nil }
}
