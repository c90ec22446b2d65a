internal import Crypto
package import PaidanCore
package import PaidanJSON

/// One command from outside, as it reaches the engine.
package struct Request: Sendable {
    package enum Wish: Sendable {
        case open(Kind, data: JSON)
        case act(TicketReference, verb: String, data: JSON)
    }

    package let actor: Actor
    package let wish: Wish
    package let key: IdempotencyKey?
    /// What stands for the key in the store; reckoned by who asks, not by the engine.
    let keyDigest: [UInt8]?
    /// The `rev` that the sender saw last; another one is a conflict.
    package let expectedRev: Int?
    /// When a person says that it happened.
    package let occurredAt: Instant?

    package init(
        actor: Actor, wish: Wish, key: IdempotencyKey? = nil, expectedRev: Int? = nil, occurredAt: Instant? = nil
    ) {
        self.actor = actor
        self.wish = wish
        self.key = key
        self.keyDigest = key?.digest(of: actor.principal)
        self.expectedRev = expectedRev
        self.occurredAt = occurredAt
    }
}

/// Makes a repeated command harmless: the same key with the same body gets the first answer again.
package struct IdempotencyKey: Hashable, Sendable {
    /// 1–128 printable ASCII characters.
    package let text: String
    /// The first half of the SHA-256 of the raw body.
    package let bodyHash: [UInt8]

    package init(text: String, bodyHash: [UInt8]) {
        self.text = text
        self.bodyHash = bodyHash
    }

    package init(text: String, hashing body: [UInt8]) {
        self.init(text: text, bodyHash: Array(SHA256.hash(data: body).prefix(Self.digestBytes)))
    }

    /// What stands for this key of this account in the store.
    package func digest(of principal: String) -> [UInt8] {
        Array(SHA256.hash(data: Array("\(principal)\n\(text)".utf8)).prefix(Self.digestBytes))
    }

    private static let digestBytes = 16

    /// How long the first answer is kept.
    package static let keptFor = Span.days(8)
}

/// What a carried out command answers.
package struct Receipt: Hashable, Sendable {
    package let ticket: TicketID
    package let kind: Kind
    package let number: Int
    package let version: Int
    package let rev: Int
    package let phase: String
    /// The answer to the first command with this key.
    package let isReplay: Bool

    package var numberText: String { "\(kind.type.letter)-\(number)" }
}

extension Receipt {
    /// The first answer to a command that has left the ticket so.
    init(_ row: TicketRow) {
        self.init(
            ticket: row.id, kind: row.kind, number: row.number, version: row.version, rev: row.rev, phase: row.phase,
            isReplay: false)
    }
}

/// Why a command was not carried out. Nothing of it was stored.
package enum Failure: Error, Hashable, Sendable {
    case refused(Refusal)
    /// The data does not fit the command's form.
    case invalid([FieldError])
    case unknownVerb(String, known: [String])
    case noSuchTicket
    /// The actor's roles open nothing of this kind.
    case notAnOpener(Kind, needs: [Role])
    /// The ticket has moved on (HTTP 412).
    case conflict(expected: Int, actual: Int)
    /// The key was used with another body (HTTP 422).
    case keyReused
    /// A linked ticket refused what had to follow: our bug; nothing was changed, an incident is recorded.
    case brokenFollowUp(String)
    /// The history of a ticket cannot be read (`paidan verify`).
    case corrupt(String)
    /// There is no room left on the disk (HTTP 507).
    case diskFull
}

/// One thing wrong with the data of a command.
package struct FieldError: Error, Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case missing, unknown, wrongType, outOfRange, unknownChoice, invalid
    }

    /// JSON Pointer into the command's data.
    package let pointer: String
    package let code: Code
    /// What would be right.
    package let detail: Label

    package init(_ pointer: String, _ code: Code, _ detail: Label) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }
}
