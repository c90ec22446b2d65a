package import PaidanCore
package import PaidanJSON

/// For whom something is shown: who it is, in which language, in which zone, and how departments are called.
package struct Viewer: Sendable {
    package let sight: Sight
    package let language: Language
    package let zone: Zone
    package let routing: Routing
    /// nil where the key is not at hand: every text stays sealed.
    let vault: Vault?

    package init(_ actor: Actor, language: Language, zone: Zone, routing: Routing, vault: Vault?) {
        self.sight = Sight(actor)
        self.language = language
        self.zone = zone
        self.routing = routing
        self.vault = vault
    }

    package var actor: Actor { sight.actor }

    package func text(_ label: Label) -> String { label.text(in: language) }
    package func word(_ label: Label) -> JSON { .string(text(label)) }
    package func time(_ instant: Instant) -> JSON { .string(instant.rfc3339(in: zone)) }

    /// Writes values with times as text and with the texts that this viewer may read; the others become null.
    func encoder(of person: PersonID, in reading: any Reading) throws -> JSONByteEncoder {
        JSONByteEncoder(userInfo: [.zone: zone, .opener: try opener(of: person, in: reading)])
    }

    private func opener(of person: PersonID, in reading: any Reading) throws -> any TextOpener {
        guard sight.readsTexts, let row = try reading.person(person), let key = vault?.key(of: row) else {
            return Closed()
        }
        return TextKey(key)
    }
}

/// Opens nothing: the viewer may not read, or the person was erased.
private struct Closed: TextOpener {
    func open(_ sealed: String) -> String? { nil }
}
