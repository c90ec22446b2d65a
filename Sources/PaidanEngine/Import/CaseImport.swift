internal import PaidanCore
internal import PaidanJSON

/// Plays the rows of one ticket of another system through our machine, each at its own time. Between two rows the ticket's
/// clocks ring when they were due, as if a watch had been there.
struct CaseImport {
    private let foreign: ImportCase
    private let batch: ImportBatch
    private let engine: Engine
    private let now: Instant
    private let columns: [String: Int]
    /// How each row ended, in their order.
    private(set) var rows: [ImportOutcome.Row] = []
    private var ticket: TicketID?
    /// The ticket and everything that came of it, the oldest first.
    private var family: [TicketID] = []
    /// The time of the last row that was taken over.
    private var lastAt: Instant?
    /// The silence since then has been asked the closing rule about: that is done once, whatever comes of it.
    private var askedSince: Instant?
    private var position = 0

    private var mapping: ImportMapping { batch.mapping }

    init(_ foreign: ImportCase, of batch: ImportBatch, on engine: Engine, at now: Instant) {
        self.foreign = foreign
        self.batch = batch
        self.engine = engine
        self.now = now
        columns = Dictionary(batch.header.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    mutating func run() throws -> ImportOutcome.Ticket {
        if try isOfAnotherBranch() {
            rows = foreign.rows.map { .init(line: $0.line, refusal: .otherBranch) }
            return outcome(.refused)
        }
        let fresh = try meetFormer()
        let fate: ImportOutcome.Ticket.Fate
        if ticket == nil {
            fate = try begin(fresh) ? .opened : .refused
        } else {
            fate = fresh.isEmpty ? .unchanged : .continued
        }
        guard ticket != nil else { return outcome(fate) }
        if try hasGoneLive() {
            for row in fresh { try end(row, .goneLive) }
            return try outcome(of: fate == .continued ? .unchanged : fate)
        }
        for row in fresh { try take(row) }
        try advance(to: min(batch.end, now))
        return try outcome(of: fate)
    }

    // MARK: What was taken over before

    /// A reference belongs to the branch for which it came first; whoever imports for another one learns nothing of it.
    private func isOfAnotherBranch() throws -> Bool {
        guard let former = try engine.store.foreignTicket(foreign.reference, of: mapping.source) else { return false }
        return try engine.find(former).map { $0.branch != batch.branch } ?? false
    }

    /// - Returns: the rows that are new.
    private mutating func meetFormer() throws -> [ImportRow] {
        ticket = try engine.store.foreignTicket(foreign.reference, of: mapping.source)
        guard let ticket else { return foreign.rows }
        try meetFamily(of: ticket)
        var known = Dictionary(grouping: try meetRows(of: ticket), by: \.digest).mapValues { $0[...] }
        return foreign.rows.filter { row in
            guard let match = known[digest(of: row)]?.popFirst() else { return true }
            rows.append(.init(line: row.line, verdict: match.verdict, code: match.code, isKnown: true))
            return false
        }
    }

    /// - Returns: the rows of the log, without what was noted of its silences.
    private mutating func meetRows(of ticket: TicketID) throws -> [ForeignRow] {
        let former = try engine.store.foreignRows(of: ticket)
        position = former.count
        return former.filter { row in
            if let lastAt, row.digest == digest(ofSilenceSince: lastAt) {
                askedSince = lastAt
                return false
            }
            lastAt = max(lastAt ?? row.at, row.at)
            return true
        }
    }

    /// Whatever a ticket has led to is younger and stands in its facts: its parts, the calls about it, the complaint that an
    /// opinion became.
    private mutating func meetFamily(of id: TicketID) throws {
        meet([id])
        for named in try engine.store.events(of: id).flatMap(\.namedTickets) where named > id {
            if !family.contains(named), try engine.find(named) != nil { try meetFamily(of: named) }
        }
    }

    private mutating func meet(_ tickets: [TicketID]) {
        family += tickets.filter { !family.contains($0) }
        family.sort()
    }

    /// Somebody here has dealt with it since it was taken over, or a clock has rung of which people were told.
    private func hasGoneLive() throws -> Bool {
        try family.contains { id in try engine.store.events(of: id).contains { $0.importedAt == nil } }
    }

    private func digest(of row: ImportRow) -> [UInt8] {
        engine.vault.digest("\(row.at.milliseconds)\n\(activity(of: row))")
    }

    /// No row has this one: theirs begin with a number.
    private func digest(ofSilenceSince moment: Instant) -> [UInt8] {
        engine.vault.digest("silence\n\(moment.milliseconds)")
    }

    private func activity(of row: ImportRow) -> String { columns[mapping.activity.name].map { row.fields[$0] } ?? "" }

    // MARK: Opening

    /// Opens the ticket at the time of its first row.
    /// - Returns: whether it could be opened; else every row is refused.
    private mutating func begin(_ fresh: [ImportRow]) throws -> Bool {
        guard let first = fresh.first else { return false }
        do {
            guard first.at <= now else { throw ImportRefusal.inTheFuture }
            var runner = runner(at: first.at)
            let id = try engine.open(
                mapping.kind, .object(try opening(first)), request(.open(mapping.kind, data: [:]), nil), &runner)
            try runner.settleEffects()
            try write(runner.unit)
            try engine.store.insert(
                ForeignTicket(source: mapping.source, reference: foreign.reference, ticket: id, importedAt: now))
            ticket = id
            return true
        } catch {
            let refusal = try ImportRefusal(of: error)
            rows += fresh.map { ImportOutcome.Row(line: $0.line, refusal: refusal) }
            return false
        }
    }

    private func opening(_ first: ImportRow) throws(ImportRefusal) -> JSONObject {
        let source = source(first)
        var data = try source.object(of: mapping.opening)
        if let receipt = mapping.receipt, let field = mapping.kind.receiptField {
            data[field] = try source.value(of: .time(receipt.name))
        }
        return data
    }

    // MARK: Rows

    private mutating func take(_ row: ImportRow) throws {
        do {
            guard row.at <= now else { throw ImportRefusal.inTheFuture }
            guard row.at >= lastAt ?? row.at else { throw ImportRefusal.outOfOrder }
            let opens = position == 0
            try advance(to: row.at)
            let steps = try way(of: row).steps
            let applied = try carryOut(steps, row) || opens
            try end(row, applied ? .applied : .note)
        } catch {
            try end(row, try ImportRefusal(of: error))
        }
    }

    private mutating func end(_ row: ImportRow, _ refusal: ImportRefusal) throws {
        rows.append(.init(line: row.line, refusal: refusal))
        try keep(row, .refused, refusal.code)
    }

    private mutating func end(_ row: ImportRow, _ verdict: ForeignRow.Verdict) throws {
        rows.append(.init(line: row.line, verdict: verdict))
        try keep(row, verdict, nil)
    }

    /// A row that lies in the future may come again and be right.
    private mutating func keep(_ row: ImportRow, _ verdict: ForeignRow.Verdict, _ code: String?) throws {
        guard row.at <= now else { return }
        lastAt = max(lastAt ?? row.at, row.at)
        try keep(digest(of: row), at: row.at, verdict, code)
    }

    private mutating func keep(
        _ digest: [UInt8], at moment: Instant, _ verdict: ForeignRow.Verdict, _ code: String?
    ) throws {
        guard let ticket else { return }
        position += 1
        try engine.store.insert(
            ForeignRow(position: position, digest: digest, at: moment, verdict: verdict, code: code), of: ticket)
    }

    private func way(of row: ImportRow) throws -> ImportWay {
        let activity = activity(of: row)
        guard let ways = mapping.ways(of: activity) else { throw ImportRefusal.unknownActivity(activity) }
        guard let way = try way(among: ways) else { throw try notPossible(activity) }
        return way
    }

    private func way(among ways: [ImportWay]) throws -> ImportWay? {
        let states = try family.compactMap { try engine.find($0)?.row }.map {
            ImportState(kind: $0.kind, phase: $0.phase)
        }
        return ways.first { way in way.states.isEmpty || way.states.contains(where: states.contains) }
    }

    private func notPossible(_ activity: String) throws -> ImportRefusal {
        let row = try ticket.flatMap { try engine.find($0) }?.row
        let label = row.flatMap { $0.kind.type.label(ofPhase: $0.phase) } ?? Label("未登记", "not open")
        return ImportRefusal(
            "no-way", "工单状态为“\(label.zh)”,映射中没有“\(activity)”的路径",
            "the mapping has no way for \"\(activity)\" while the ticket is \(label.en)")
    }

    // MARK: Commands

    /// All of a row's commands, or none of them.
    /// - Returns: whether anything happened.
    private mutating func carryOut(_ steps: [ImportStep], _ row: ImportRow) throws -> Bool {
        guard !steps.isEmpty else { return false }
        var runner = runner(at: row.at)
        let source = source(row)
        for step in steps {
            let data = JSON.object(try source.object(of: step.fields))
            for target in try targets(of: step, runner.unit) {
                let request = request(.act(target.id, verb: step.verb, data: data), target.row.department)
                try engine.act(on: target.id, step.verb, data, request, &runner)
                try runner.settleEffects()
            }
        }
        try write(runner.unit)
        return true
    }

    /// The ticket, or those of its parts to which this can be done; if it can be done to none, an open one that says why.
    private func targets(of step: ImportStep, _ unit: Unit) throws -> [AnyLoaded] {
        let all = try (family + unit.opened).compactMap { try unit[$0] ?? engine.find($0) }
        if step.kind == mapping.kind { return all.filter { $0.id == ticket } }
        let parts = all.filter { $0.row.kind == step.kind }
        let ready = parts.filter { $0.row.kind.type.isPossible(step.verb, in: $0.row.phase) }
        guard let last = parts.last else { throw ImportRefusal.noPart(step.kind) }
        return ready.isEmpty ? [last] : ready
    }

    private func source(_ row: ImportRow) -> ImportSource {
        ImportSource(row: row, columns: columns, clock: mapping.clock)
    }

    /// The log is believed as to who did it: the principal names the other system, and may do whatever people may.
    private func request(_ wish: Request.Wish, _ department: Department?) -> Request {
        let actor = Actor(
            "import:\(mapping.source)", Role.allCases.filter(\.isPerson), branch: batch.branch,
            departments: [department].compactMap(\.self))
        return Request(actor: actor, wish: wish)
    }

    private func runner(at moment: Instant) -> UnitRunner {
        var runner = engine.runner(at: moment)
        runner.unit.importedAt = now
        return runner
    }

    private mutating func write(_ unit: Unit) throws {
        try engine.write(unit)
        meet(unit.opened)
    }

    // MARK: Time

    /// Everything that was due by `moment` happens, the earliest first.
    private mutating func advance(to moment: Instant) throws {
        if let closing = mapping.closing, let lastAt, lastAt != askedSince, lastAt + closing.after <= moment {
            try ring(until: lastAt + closing.after)
            try close(closing, since: lastAt)
        }
        try ring(until: moment)
    }

    private mutating func ring(until moment: Instant) throws {
        while let (clock, next, loaded) = try nextClock(until: moment) {
            guard let unit = try engine.ring(clock, of: loaded, at: next, importedAt: now) else {
                throw CorruptHistory("clock \(clock.key.text) rang", after: "its last rung")
            }
            meet(unit.opened)
        }
    }

    private func nextClock(until moment: Instant) throws -> (clock: ClockRow, next: Instant, loaded: AnyLoaded)? {
        var first: (clock: ClockRow, next: Instant, loaded: AnyLoaded)?
        for id in family {
            guard let loaded = try engine.find(id) else { continue }
            for clock in loaded.clockRows(engine.policies) {
                guard let next = clock.next, next <= moment else { continue }
                let isEarlier = first.map { (next, id, clock.key.text) < ($0.next, $0.loaded.id, $0.clock.key.text) }
                if isEarlier ?? true { first = (clock, next, loaded) }
            }
        }
        return first
    }

    /// The log has been silent for so long that the ticket counts as over. Where the rules say no, it stays open.
    private mutating func close(_ closing: ImportClosing, since last: Instant) throws {
        askedSince = last
        guard let ticket, try engine.find(ticket)?.row.isOpen ?? false else { return }
        // Its values are fixed: no row says it.
        let silence = ImportRow(line: 0, at: last + closing.after, fields: batch.header.map { _ in "" })
        var (verdict, code): (ForeignRow.Verdict, String?) = (.note, nil)
        do {
            if let way = try way(among: closing.ways), try carryOut(way.steps, silence) { verdict = .applied }
        } catch {
            (verdict, code) = (.refused, try ImportRefusal(of: error).code)
        }
        try keep(digest(ofSilenceSince: last), at: silence.at, verdict, code)
    }

    // MARK: What became of it

    private func outcome(_ fate: ImportOutcome.Ticket.Fate) -> ImportOutcome.Ticket {
        ImportOutcome.Ticket(
            reference: foreign.reference, number: nil, fate: fate, state: nil, isOpen: false, clocks: [])
    }

    private func outcome(of fate: ImportOutcome.Ticket.Fate) throws -> ImportOutcome.Ticket {
        guard let ticket, let row = try engine.find(ticket)?.row else { return outcome(fate) }
        let clocks = try family.compactMap { try engine.find($0) }.flatMap { loaded in
            loaded.ledger.entries.map { ImportOutcome.Clock($0, of: loaded.row.kind) }
        }
        return ImportOutcome.Ticket(
            reference: foreign.reference, number: batch.isDryRun ? nil : row.numberText, fate: fate, state: row.phase,
            isOpen: row.isOpen, clocks: clocks)
    }
}

extension ImportOutcome.Clock {
    fileprivate init(_ entry: ClockLedger.Entry, of kind: Kind) {
        let rule = kind.type.clockRules.first { $0.name == entry.key.name }
        self.init(
            kind: kind, key: entry.key, number: rule?.number ?? entry.key.name, isJudged: rule?.isJudged ?? true,
            start: entry.start, due: entry.due, stoppedAt: entry.stoppedAt, verdict: entry.verdict,
            secondOpinion: entry.secondOpinion, isBreached: entry.isBreached, policy: entry.policy)
    }
}

extension TicketKind {
    static func label(ofPhase name: String) -> Label? { Phase.allCases.first { table.name(of: $0) == name }?.label }

    static func isPossible(_ verb: String, in phase: String) -> Bool {
        guard let verb = table.verb(named: verb), let phase = Phase(name: phase) else { return false }
        return table.possible(in: phase).contains(verb)
    }
}
