package import PaidanCore
package import PaidanJSON

/// Tokens, branches and the administrators' record, as they are shown. A token's text is nowhere but in `issued`.
package struct AccountView: Sendable {
    private let zone: Zone
    private let language: Language
    private let now: Instant

    package init(zone: Zone, language: Language, now: Instant) {
        self.zone = zone
        self.language = language
        self.now = now
    }

    private func time(_ instant: Instant?) -> JSON? { instant.map { .string($0.rfc3339(in: zone)) } }

    package func json(_ row: TokenRow) -> JSON {
        let actor = row.actor
        var object: JSONObject = [
            "id": .string(row.id), "account": .string(actor.principal),
            "roles": .array(actor.roles.map { .string($0.rawValue) }),
            "rolesLabel": .string(actor.roles.map { $0.label.text(in: language) }.joined(separator: language.comma)),
            "isInForce": .bool(row.isInForce(at: now)),
        ]
        object["branch"] = actor.branch.map { .string($0.code) }
        object["department"] = actor.departments.first.map { .string($0.code) }
        object["label"] = .string(row.label)
        object["createdAt"] = time(row.createdAt)
        object["expiresAt"] = time(row.expiresAt)
        object["revokedAt"] = time(row.revokedAt)
        return .object(object)
    }

    /// With the text, the only time.
    package func issued(_ token: IssuedToken) -> JSON {
        var object = json(token.row).object ?? [:]
        object["token"] = .string(token.text)
        return .object(object)
    }

    package func json(_ row: BranchRow) -> JSON {
        [
            "code": .string(row.branch.code), "zh": .string(row.label.zh), "en": .string(row.label.en),
            "label": .string(row.label.text(in: language)),
        ]
    }

    package func json(_ deed: AccountDeed) -> JSON {
        var object: JSONObject = [
            "at": .string(deed.at.rfc3339(in: zone)), "by": .string(deed.principal),
            "deed": .string(deed.deed.rawValue), "deedLabel": .string(deed.deed.label.text(in: language)),
            "subject": .string(deed.subject), "reason": .string(deed.reason),
        ]
        object["branch"] = deed.branch.map { .string($0.code) }
        object["token"] = deed.token.map { .string(TokenRow.id(of: $0)) }
        return .object(object)
    }
}

extension Language {
    fileprivate var comma: String { self == .zh ? "、" : ", " }
}
