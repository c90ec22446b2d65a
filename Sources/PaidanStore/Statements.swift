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

/// Statements of the writing connection, found by the address of their text instead of by the text.
final class StatementShelf {
    private var statements: [UnsafePointer<UInt8>: Statement] = [:]

    func statement(_ sql: StaticString, _ db: Database) throws -> Statement {
        if let known = statements[sql.utf8Start] { return known }
        let statement = try db.makeStatement(sql: "\(sql)")
        statements[sql.utf8Start] = statement
        return statement
    }
}

/// Binds, steps and reads through SQLite's own interface; GRDB has prepared the statement and keeps it.
struct Execution {
    private let handle: SQLiteStatement
    private let db: Database

    /// `SQLITE_TRANSIENT`: SQLite copies what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ statement: Statement, _ values: [Value], _ db: Database) throws {
        handle = statement.sqliteStatement
        self.db = db
        for (index, value) in values.enumerated() {
            let code = bind(value, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func bind(_ value: Value, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .string(var text):
            // An empty text has no address, which would mean NULL.
            if text.isEmpty { return sqlite3_bind_text(handle, index, "", 0, Self.copied) }
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
                }
            }
        case .bytes(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
            }
        case .ulid(let ulid):
            return withUnsafeBytes(of: (ulid.high.bigEndian, ulid.low.bigEndian)) {
                sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
            }
        }
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
