package import PaidanCore

/// A ticket as the table `ticket` shows it to lists and boards. Everything in it follows from its events.
package struct TicketRow: Hashable, Sendable {
    package let id: TicketID
    package let kind: Kind
    /// What people read behind the kind's letter: `C-1042`.
    package let number: Int
    package let branch: Branch
    package let person: PersonID
    package let openedAt: Instant
    package var parent: TicketID?
    package var department: Department?
    package var phase: String
    package var isOpen: Bool
    package var custodian: String
    package var version: Int
    package var rev: Int
    package var updatedAt: Instant
    /// When the first of its running limits is due; nil when none runs.
    package var due: Instant?
    /// One of its running limits has passed.
    package var isLate: Bool

    package init(
        id: TicketID, kind: Kind, number: Int, branch: Branch, person: PersonID, openedAt: Instant, parent: TicketID?,
        department: Department?, phase: String, isOpen: Bool, custodian: String, version: Int, rev: Int,
        updatedAt: Instant,
        due: Instant?, isLate: Bool
    ) {
        self.id = id
        self.kind = kind
        self.number = number
        self.branch = branch
        self.person = person
        self.openedAt = openedAt
        self.parent = parent
        self.department = department
        self.phase = phase
        self.isOpen = isOpen
        self.custodian = custodian
        self.version = version
        self.rev = rev
        self.updatedAt = updatedAt
        self.due = due
        self.isLate = isLate
    }

    package var numberText: String { "\(kind.type.letter)-\(number)" }
}

/// A fact as its bytes were written. Never changes.
package struct EventRow: Hashable, Sendable {
    package let version: Int
    package let type: String
    /// The version of the event's form.
    package let form: Int
    /// Commit time; of an imported fact the time at which the other system recorded it.
    package let recordedAt: Instant
    /// When it happened.
    package let factAt: Instant
    package let principal: String
    /// The command that it answers; empty for a clock's own facts.
    package let verb: String
    /// The state after it.
    package let phase: String
    package let data: [UInt8]
    /// What it did to the ticket's clocks; nil when nothing.
    package let clocks: [UInt8]?
    /// 导入时间: when it was taken over from another system's log; nil for what happened here.
    package let importedAt: Instant?
    /// SHA-256 over the fact before and this one (`HashChain`).
    package let hash: [UInt8]

    package init(
        version: Int, type: String, form: Int, recordedAt: Instant, factAt: Instant, principal: String, verb: String,
        phase: String, data: [UInt8], clocks: [UInt8]?, importedAt: Instant? = nil, hash: [UInt8]
    ) {
        self.version = version
        self.type = type
        self.form = form
        self.recordedAt = recordedAt
        self.factAt = factAt
        self.principal = principal
        self.verb = verb
        self.phase = phase
        self.data = data
        self.clocks = clocks
        self.importedAt = importedAt
        self.hash = hash
    }
}

/// A running clock, for the watch and for boards.
package struct ClockRow: Hashable, Sendable {
    package let ticket: TicketID
    package let key: ClockKey
    package let due: Instant
    /// When the next rung fires; nil while it is paused or when all have fired.
    package let next: Instant?
    package let isLate: Bool

    package init(ticket: TicketID, key: ClockKey, due: Instant, next: Instant?, isLate: Bool) {
        self.ticket = ticket
        self.key = key
        self.due = due
        self.next = next
        self.isLate = isLate
    }
}

/// A person's keys and sealed details.
package struct PersonRow: Hashable, Sendable {
    package let id: PersonID
    /// What the person's key is made from, together with the master key. Removed when the person is erased.
    package let salt: [UInt8]?
    /// Name, phone, address as JSON, sealed; nil for somebody anonymous.
    package let sealed: [UInt8]?
    /// 匿名: nobody knows who it is.
    package var isAnonymous: Bool { salt != nil && sealed == nil }
    /// Keyed hash of the normalised phone number, for search.
    package let phoneHash: [UInt8]?
    package let createdAt: Instant

    package init(id: PersonID, salt: [UInt8]?, sealed: [UInt8]?, phoneHash: [UInt8]?, createdAt: Instant) {
        self.id = id
        self.salt = salt
        self.sealed = sealed
        self.phoneHash = phoneHash
        self.createdAt = createdAt
    }
}

/// The first answer to an idempotency key.
package struct KeyRow: Hashable, Sendable {
    /// `IdempotencyKey.digest(of:)`.
    package let digest: [UInt8]
    package let bodyHash: [UInt8]
    package let ticket: TicketID
    package let version: Int
    package let rev: Int
    package let phase: String
    package let at: Instant

    package init(
        digest: [UInt8], bodyHash: [UInt8], ticket: TicketID, version: Int, rev: Int, phase: String, at: Instant
    ) {
        self.digest = digest
        self.bodyHash = bodyHash
        self.ticket = ticket
        self.version = version
        self.rev = rev
        self.phase = phase
        self.at = at
    }
}

/// Somebody has to know something.
package struct NoticeRow: Hashable, Sendable {
    package let at: Instant
    package let role: Role
    package let department: Department?
    package let branch: Branch
    package let ticket: TicketID
    package let notice: Notice
    package let clock: ClockKey?
    /// Whom alone it is told; nil where it is everybody of the role.
    package let account: Account?
    /// Counts up over the whole company; nil before it is stored.
    package let number: Int64?
    /// Whether the account that was asked for has seen it.
    package let isSeen: Bool

    package init(
        at: Instant, role: Role, department: Department?, branch: Branch, ticket: TicketID, notice: Notice,
        clock: ClockKey?, account: Account? = nil, number: Int64? = nil, isSeen: Bool = false
    ) {
        self.account = account
        self.number = number
        self.isSeen = isSeen
        self.at = at
        self.role = role
        self.department = department
        self.branch = branch
        self.ticket = ticket
        self.notice = notice
        self.clock = clock
    }
}

/// A policy as it was activated.
package struct PolicyRow: Hashable, Sendable {
    package let number: Int
    package let name: String
    package let hash: String
    package let text: String
    /// 时区表 of the day; nil where an older Paidan activated it.
    package let zoneTable: String?
    package let zoneHash: String?
    package let scope: PolicyScope
    package let reason: String
    package let activatedAt: Instant
    package let principal: String
    /// nil while nobody has taken it back.
    package let withdrawal: Withdrawal?

    /// 停用: who took an activation back, when and why.
    package struct Withdrawal: Hashable, Sendable {
        package let at: Instant
        package let principal: String
        package let reason: String

        package init(at: Instant, principal: String, reason: String) {
            self.at = at
            self.principal = principal
            self.reason = reason
        }
    }

    package init(
        number: Int, name: String, hash: String, text: String, zoneTable: String?, zoneHash: String?,
        scope: PolicyScope, reason: String, activatedAt: Instant, principal: String, withdrawal: Withdrawal? = nil
    ) {
        self.number = number
        self.name = name
        self.hash = hash
        self.text = text
        self.zoneTable = zoneTable
        self.zoneHash = zoneHash
        self.scope = scope
        self.reason = reason
        self.activatedAt = activatedAt
        self.principal = principal
        self.withdrawal = withdrawal
    }

    package init(_ activation: Activation, number: Int, at now: Instant) {
        let regulation = activation.regulation
        self.init(
            number: number, name: regulation.policy.name, hash: regulation.hash, text: regulation.text,
            zoneTable: regulation.zoneTable, zoneHash: hexadecimalDigest(of: regulation.zoneTable),
            scope: activation.scope, reason: activation.reason, activatedAt: now,
            principal: activation.actor.principal)
    }
}

/// One event's place in a feed.
package struct FeedEntry: Hashable, Sendable {
    package let feed: String
    package let sequence: Int
    package let ticket: TicketID
    package let version: Int

    package init(feed: String, sequence: Int, ticket: TicketID, version: Int) {
        self.feed = feed
        self.sequence = sequence
        self.ticket = ticket
        self.version = version
    }
}

/// A token of a member of staff. The token itself is never stored.
package struct TokenRow: Hashable, Sendable {
    package let hash: [UInt8]
    package let actor: Actor
    package let label: String
    package let expiresAt: Instant?
    package let revokedAt: Instant?
    /// When it was stored; nil before.
    package let createdAt: Instant?

    package init(
        hash: [UInt8], actor: Actor, label: String, expiresAt: Instant?, revokedAt: Instant?, createdAt: Instant? = nil
    ) {
        self.hash = hash
        self.actor = actor
        self.label = label
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.createdAt = createdAt
    }
}
