internal import Foundation
internal import GRDB
internal import PaidanCore
package import PaidanEngine
internal import Schema

/// The store on SQLite: one writing connection in WAL mode with `synchronous=FULL`, which is asserted, since GRDB lowers
/// it by itself. Used by one thread.
package final class SQLiteStore: Store {
    let writer: any DatabaseWriter
    /// Set while a transaction runs; every statement then goes through it.
    private var open: Connection?
    /// The row numbers of tickets written lately, so that not every statement looks them up again.
    private var numbers: [TicketID: Int64] = [:]
    /// The one asked for last; most statements in a row are of one ticket.
    private var latestNumber: (ticket: TicketID, number: Int64)?
    /// The row numbers of feeds.
    var feedNumbers: [String: Int64] = [:]
    private let shelf = StatementShelf()
    private static let numbersMax = 50_000

    private init(_ writer: any DatabaseWriter) { self.writer = writer }

    // MARK: Opening

    /// What hears of every statement before it is executed: as it was prepared, and with its values written in.
    package typealias Witness = @Sendable (_ sql: String, _ expanded: String) -> Void

    /// - Parameter witness: for benchmarks; it is told customers' details.
    /// - Throws: `StoreError` when the file is not ours, is newer than this program, or cannot be made durable.
    package static func open(path: String, witness: Witness? = nil) throws -> SQLiteStore {
        try namingFaults {
            LogGatherer.install()
            let queue = try DatabaseQueue(path: path, configuration: configuration(isWriter: true, witness: witness))
            try queue.writeWithoutTransaction { db in
                try db.execute(
                    sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
                try assertDurable(db)
                try migrate(db)
            }
            return SQLiteStore(queue)
        }
    }

    /// What is wrong with a file is told in our words.
    fileprivate static func namingFaults<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB: throw StoreError.foreign
            case .SQLITE_CORRUPT: throw StoreError.damagedFile(error.message ?? "corrupt")
            case .SQLITE_FULL: throw StoreError.diskFull
            case .SQLITE_CONSTRAINT: throw StoreError.contradiction(error.message ?? "a constraint")
            default: throw error
            }
        }
    }

    /// In memory, for the simulator and for tests: everything but durability is the same.
    package static func inMemory() throws -> SQLiteStore {
        let queue = try DatabaseQueue(configuration: configuration(isWriter: true))
        try queue.writeWithoutTransaction(migrate)
        return SQLiteStore(queue)
    }

    private static func tell(_ witness: @escaping Witness, of db: Database) {
        db.trace { event in
            if case .statement(let statement) = event { witness(statement.sql, statement.expandedSQL) }
        }
    }

    fileprivate static func configuration(isWriter: Bool, witness: Witness? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = isWriter
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            if let witness { tell(witness, of: db) }
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private static func assertDurable(_ db: Database) throws {
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
        guard synchronous == 2, mode == "wal" else {
            throw StoreError.notDurable(synchronous: synchronous, journalMode: mode)
        }
    }

    /// `PRAGMA synchronous` of the writing connection; 2 is FULL.
    package func synchronous() throws -> Int {
        try writer.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    // MARK: Schema

    /// `PRAGMA application_id` of Paidan's databases: "PDan".
    static let applicationID = 0x5044_616E

    private static func migrate(_ db: Database) throws {
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
        let version = isEmpty ? 0 : try schemaVersion(of: db)
        guard version < Schema.migrations.count else { return }
        let checks = try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") ?? false
        // A table that is made anew takes its rows as they are: a damaged one costs its ticket and not the house.
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        for (index, migration) in Schema.migrations.enumerated().dropFirst(version) {
            try db.inTransaction(.immediate) {
                try db.execute(sql: migration.sql)
                try db.execute(sql: "PRAGMA user_version = \(index + 1); PRAGMA application_id = \(applicationID)")
                return .commit
            }
        }
        try db.execute(sql: "PRAGMA foreign_keys = \(checks ? "ON" : "OFF"); PRAGMA ignore_check_constraints = OFF")
    }

    /// How many of our migrations the file has seen.
    /// - Throws: `StoreError` when it is not ours or knows more of them than this program.
    private static func schemaVersion(of db: Database) throws -> Int {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else { throw StoreError.foreign }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= Schema.migrations.count else {
            throw StoreError.tooNew(schema: version, known: Schema.migrations.count)
        }
        return version
    }

    /// Who only reads cannot migrate.
    fileprivate static func requireUpToDate(_ db: Database) throws {
        let version = try schemaVersion(of: db)
        guard version == Schema.migrations.count else {
            throw StoreError.tooOld(schema: version, known: Schema.migrations.count)
        }
    }

    /// The whole schema as SQLite keeps it, for `schema/schema.sql`.
    package func schemaText() throws -> String {
        try reading { connection in
            try connection.rows(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
            ) { try $0.text(0) + ";" }.joined(separator: "\n\n") + "\n"
        }
    }

    // MARK: Transactions

    package func transaction(_ body: () throws -> Void) throws {
        do {
            try Self.named {
                try writer.writeWithoutTransaction { db in
                    try db.inTransaction(.immediate) {
                        open = Connection(db: db, shelf: shelf)
                        defer { open = nil }
                        try body()
                        return .commit
                    }
                }
            }
        } catch {
            forgetNumbers()
            throw error
        }
    }

    /// What the engine can go on after. `SQLITE_FULL` comes before the log is synced: the commit is not in it, and what was written
    /// is taken back. Any other error may come later, and then nobody knows.
    private static func named(_ write: () throws -> Void) throws {
        do {
            try write()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_FULL: throw StoreError.diskFull
            case .SQLITE_CONSTRAINT: throw StoreError.contradiction(error.message ?? "a constraint")
            default: throw error
            }
        }
    }

    package func tentatively(_ body: () throws -> Bool) throws {
        guard let open else { preconditionFailure("a savepoint outside of a transaction") }
        var isKept = false
        defer { if !isKept { forgetNumbers() } }
        try Self.named {
            try open.db.inSavepoint {
                isKept = try body()
                return isKept ? .commit : .rollback
            }
        }
    }

    /// Rows that were taken back have no numbers any more.
    private func forgetNumbers() {
        numbers = [:]
        latestNumber = nil
        feedNumbers = [:]
    }

    /// The row number of a ticket; nil when there is none.
    func number(of ticket: TicketID) throws -> Int64? {
        if let latestNumber, latestNumber.ticket == ticket { return latestNumber.number }
        if let number = numbers[ticket] {
            latestNumber = (ticket, number)
            return number
        }
        let found = try reading {
            try $0.first("SELECT no FROM ticket WHERE id = ?", [.id(ticket)]) { try $0.int64(0) }
        }
        if let found { remember(found, as: ticket) }
        return found
    }

    func remember(_ number: Int64, as ticket: TicketID) {
        if numbers.count >= Self.numbersMax { numbers = [:] }
        numbers[ticket] = number
        latestNumber = (ticket, number)
    }

    /// Inside a transaction reads see what it has written.
    func reading<T>(_ body: (Connection) throws -> T) throws -> T {
        if let open { return try body(open) }
        return try writer.unsafeRead { try body(Connection(db: $0)) }
    }

    func writing(_ body: (Connection) throws -> Void) throws {
        guard let open else { preconditionFailure("a write outside of a transaction") }
        try body(open)
    }
}

/// Snapshots for readers.
package struct SQLiteLibrary: Library {
    private let pool: DatabasePool

    private init(_ pool: DatabasePool) { self.pool = pool }

    /// Many connections that only read, each in a snapshot of its own; beside a running server, or alone.
    /// - Throws: `StoreError` when the file is not ours, or its schema not that of this program.
    package static func open(path: String, readers: Int = 4) throws -> SQLiteLibrary {
        var configuration = SQLiteStore.configuration(isWriter: false)
        configuration.readonly = true
        configuration.maximumReaderCount = readers
        return try SQLiteStore.namingFaults {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.read(SQLiteStore.requireUpToDate)
            return SQLiteLibrary(pool)
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> T) async throws -> T {
        try await pool.read { try body(Connection(db: $0)) }
    }

    package func readNow<T>(_ body: (any Reading) throws -> T) throws -> T {
        try SQLiteStore.namingFaults { try pool.read { try body(Connection(db: $0)) } }
    }
}

extension SQLiteStore {
    /// Moves what the write-ahead log holds into the database file.
    package func checkpoint() throws {
        try Self.named {
            try writer.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        }
    }
}
