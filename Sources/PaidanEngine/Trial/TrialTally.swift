package import PaidanCore

/// Before and after.
package struct OldNew: Hashable, Sendable {
    package var old: Int
    package var new: Int

    package init(old: Int, new: Int) {
        self.old = old
        self.new = new
    }

    package static let zero = OldNew(old: 0, new: 0)

    mutating func add(_ other: OldNew) {
        old += other.old
        new += other.new
    }
}

/// How a clock stands at the end.
package enum ClockOutcome: String, CaseIterable, Sendable {
    case running, inTime, late, released

    /// - Parameters:
    ///   - isJudged: a reminder is never late.
    ///   - now: what runs then and was due before is late, whether or not its breach was still this clock's to record.
    init(_ entry: ClockLedger.Entry, isJudged: Bool, at now: Instant) {
        switch entry.verdict {
        case nil: self = isJudged && (entry.isBreached || entry.due < now) ? .late : .running
        case .inTime: self = .inTime
        case .late: self = .late
        case .released: self = .released
        }
    }
}

/// How many clocks of one kind came to what.
package struct ClockCounts: Hashable, Sendable {
    /// By outcome.
    package private(set) var counts: [ClockOutcome: OldNew] = [:]
    /// How many are due at another moment, or promised by one side only.
    package private(set) var moved = 0

    mutating func add(_ old: ClockOutcome?, _ new: ClockOutcome?, moved: Bool) {
        if let old { counts[old, default: .zero].old += 1 }
        if let new { counts[new, default: .zero].new += 1 }
        if moved { self.moved += 1 }
    }

    mutating func add(_ other: ClockCounts) {
        for (outcome, count) in other.counts { counts[outcome, default: .zero].add(count) }
        moved += other.moved
    }

    var isEmpty: Bool { moved == 0 && counts.values.allSatisfy { $0.old == $0.new } }
}

/// What a department had to carry.
package struct LoadCounts: Hashable, Sendable {
    package struct Side: Hashable, Sendable {
        package private(set) var parts = 0
        /// Clock time from the begin of each part to its end.
        package private(set) var held = Span.zero

        mutating func add(_ span: Span) {
            parts += 1
            held = held + span
        }

        mutating func add(_ other: Side) {
            parts += other.parts
            held = held + other.held
        }
    }

    package var old = Side()
    package var new = Side()

    mutating func add(_ other: LoadCounts) {
        old.add(other.old)
        new.add(other.new)
    }
}

/// A department's part that nobody would have got: the draft lacks what it was sent by.
package struct Unrouted: Hashable, Comparable, Sendable {
    /// That the draft's table lacks; nil where people had chosen a department that the draft lacks.
    package let category: Category?
    /// That got it.
    package let department: Department

    package static func < (a: Unrouted, b: Unrouted) -> Bool {
        (a.category?.code ?? "", a.department) < (b.category?.code ?? "", b.department)
    }
}

/// A clock that would have come to something else.
package struct TrialChange: Hashable, Sendable {
    package let ticket: TicketID
    package let number: String
    package let kind: Kind
    package let clock: ClockKey
    /// nil where that side makes no such promise.
    package let old: ClockOutcome?
    package let oldDue: Instant?
    package let new: ClockOutcome?
    package let newDue: Instant?
}

/// What a trial has counted so far.
package struct TrialTally: Sendable {
    /// One kind of clock, of one department where it is one's.
    package struct Line: Hashable, Sendable {
        package let clock: String
        package let department: Department?
    }

    /// Opened in time.
    package internal(set) var tickets = 0
    /// Of them, those for which the draft would hold.
    package internal(set) var tried = 0
    /// Whose facts cannot be read; `paidan verify` tells why.
    package internal(set) var unreadable = 0
    package internal(set) var clocks: [Line: ClockCounts] = [:]
    package internal(set) var told: [Role: OldNew] = [:]
    package internal(set) var escalations: [Kind: OldNew] = [:]
    package internal(set) var loads: [Department: LoadCounts] = [:]
    /// 没有责任部门: how many parts the draft could not have sent anywhere.
    package internal(set) var unrouted: [Unrouted: Int] = [:]
    /// The first ones, in the order in which their tickets were opened.
    package private(set) var changes: [TrialChange] = []
    package private(set) var changeCount = 0
    private let changesMax: Int

    package init(changesMax: Int) { self.changesMax = changesMax }

    mutating func add(_ change: TrialChange) {
        changeCount += 1
        if changes.count < changesMax { changes.append(change) }
    }

    /// What was counted of the tickets behind.
    package mutating func add(_ other: TrialTally) {
        tickets += other.tickets
        tried += other.tried
        unreadable += other.unreadable
        for (line, counts) in other.clocks { clocks[line, default: ClockCounts()].add(counts) }
        for (role, count) in other.told { told[role, default: .zero].add(count) }
        for (kind, count) in other.escalations { escalations[kind, default: .zero].add(count) }
        for (department, load) in other.loads { loads[department, default: LoadCounts()].add(load) }
        for (what, count) in other.unrouted { unrouted[what, default: 0] += count }
        changes += other.changes.prefix(max(0, changesMax - changes.count))
        changeCount += other.changeCount
    }

    // MARK: What differs, in a fixed order

    package var differentClocks: [(line: Line, counts: ClockCounts)] {
        clocks.filter { !$0.value.isEmpty }.map { (line: $0.key, counts: $0.value) }.sorted { a, b in
            (a.line.clock, a.line.department?.code ?? "") < (b.line.clock, b.line.department?.code ?? "")
        }
    }

    package var differentlyTold: [(role: Role, count: OldNew)] {
        Role.allCases.compactMap { role in told[role].map { (role: role, count: $0) } }.filter {
            $0.count.old != $0.count.new
        }
    }

    package var differentEscalations: [(kind: Kind, count: OldNew)] {
        Kind.allCases.compactMap { kind in escalations[kind].map { (kind: kind, count: $0) } }.filter {
            $0.count.old != $0.count.new
        }
    }

    package var differentLoads: [(department: Department, load: LoadCounts)] {
        loads.filter { $0.value.old != $0.value.new }.map { (department: $0.key, load: $0.value) }.sorted {
            $0.department < $1.department
        }
    }

    package var unroutedParts: [(what: Unrouted, count: Int)] {
        unrouted.sorted { $0.key < $1.key }.map { (what: $0.key, count: $0.value) }
    }

    /// The draft makes no difference to what has happened.
    package var isEmpty: Bool {
        changeCount == 0 && differentClocks.isEmpty && differentlyTold.isEmpty && differentEscalations.isEmpty
            && differentLoads.isEmpty && unrouted.isEmpty
    }
}
