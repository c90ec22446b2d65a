internal import GRDB
internal import GRDBSQLite
internal import PaidanCore

/// A value on its way into a statement. An enumeration, because a command binds about two hundred of them.
enum Value {
    case null
    case integer(Int64)
    case string(String)
    case bytes([UInt8])
    case ulid(ULID)

    static func int(_ value: Int) -> Value { .integer(Int64(value)) }
    static func int(_ value: Int64?) -> Value { value.map(Value.integer) ?? .null }
    static func flag(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
    static func time(_ value: Instant?) -> Value { value.map { .integer($0.milliseconds) } ?? .null }
    static func text(_ value: String?) -> Value { value.map(Value.string) ?? .null }
    static func blob(_ value: [UInt8]?) -> Value { value.map(Value.bytes) ?? .null }
    static func id(_ value: some ULIDValue) -> Value { .ulid(value.ulid) }
}

/// A question that is asked all the time. A class, so that its statement is found by its address instead of its text.
final class Query: Sendable {
    let sql: String
    init(_ sql: String) { self.sql = sql }
}

/// Statements of the writing connection, found by the address of their text instead of by the text; and room for the texts
/// and blobs that are bound to one of them, so that SQLite need not copy them.
final class StatementShelf {
    private var statements: [UnsafePointer<UInt8>: Statement] = [:]
    private var questions: [ObjectIdentifier: Statement] = [:]
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: roomBytes, alignment: 1)
    /// More than that is copied by SQLite.
    private static let roomBytes = 64 * 1_024

    deinit { room.deallocate() }

    func statement(_ sql: StaticString, _ db: Database) throws -> Statement {
        if let known = statements[sql.utf8Start] { return known }
        let statement = try db.cachedStatement(sql: "\(sql)")
        statements[sql.utf8Start] = statement
        return statement
    }

    func statement(_ query: Query, _ db: Database) throws -> Statement {
        if let known = questions[ObjectIdentifier(query)] { return known }
        let statement = try db.cachedStatement(sql: query.sql)
        questions[ObjectIdentifier(query)] = statement
        return statement
    }
}

/// Binds, steps and reads through SQLite's own interface; GRDB has prepared the statement and keeps it.
struct Execution {
    private let handle: SQLiteStatement
    private let db: Database

    /// `SQLITE_TRANSIENT`: SQLite copies what it is given. `SQLITE_STATIC`, nil, says that it stays where it is.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Parameter room: for the values until the statement is bound anew; nil when SQLite is to copy them.
    init(_ statement: Statement, _ values: [Value], _ db: Database, room: UnsafeMutableRawBufferPointer? = nil) throws {
        handle = statement.sqliteStatement
        self.db = db
        var free = room
        for (index, value) in values.enumerated() {
            let code = bind(value, at: Int32(index + 1), &free)
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func bind(_ value: Value, at index: Int32, _ room: inout UnsafeMutableRawBufferPointer?) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .string(var text):
            return text.withUTF8 { bind(UnsafeRawBufferPointer($0), isText: true, at: index, &room) }
        case .bytes(let bytes): return bytes.withUnsafeBytes { bind($0, isText: false, at: index, &room) }
        case .ulid(let ulid):
            return withUnsafeBytes(of: (ulid.high.bigEndian, ulid.low.bigEndian)) {
                bind($0, isText: false, at: index, &room)
            }
        }
    }

    private func bind(
        _ bytes: UnsafeRawBufferPointer, isText: Bool, at index: Int32, _ room: inout UnsafeMutableRawBufferPointer?
    ) -> Int32 {
        let count = Int32(bytes.count)
        // What is empty may have no address, which would mean NULL.
        guard var start = bytes.baseAddress, count > 0 else {
            return isText
                ? sqlite3_bind_text(handle, index, "", 0, Self.copied) : sqlite3_bind_zeroblob(handle, index, 0)
        }
        var destructor: sqlite3_destructor_type? = Self.copied
        if let free = room, let place = free.baseAddress, bytes.count <= free.count {
            free.copyMemory(from: bytes)
            room = UnsafeMutableRawBufferPointer(rebasing: free[bytes.count...])
            (start, destructor) = (UnsafeRawPointer(place), nil)
        }
        guard isText else { return sqlite3_bind_blob(handle, index, start, count, destructor) }
        return sqlite3_bind_text(handle, index, start.assumingMemoryBound(to: CChar.self), count, destructor)
    }

    /// Runs it to its end.
    func run() throws {
        while try next() != nil {}
    }

    /// - Returns: nil after the last row; the statement is then free for its next use.
    func next() throws -> Columns? {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return Columns(handle: handle) }
        sqlite3_reset(handle)
        guard code == SQLITE_DONE else { throw failure(code) }
        return nil
    }

    /// Makes the statement free for its next use before its last row.
    func stop() { sqlite3_reset(handle) }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = db.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
        return DatabaseError(
            resultCode: ResultCode(rawValue: code), message: message,
            sql: sqlite3_sql(handle).map { String(cString: $0) })
    }
}
