internal import GRDB
internal import GRDBSQLite
internal import PaidanCore
internal import PaidanEngine

/// Reads the row on which a statement stands, by position; a value of the wrong kind is an error, never a trap.
struct Columns {
    let handle: SQLiteStatement

    private func has(_ type: Int32, _ index: Int) -> Bool { sqlite3_column_type(handle, Int32(index)) == type }

    /// What a row may count. Far from the edge of the type, so that the next number is one, too.
    static let numberMax: Int64 = 999_999_999_999_999

    func int(_ index: Int) throws -> Int {
        let number = try int64(index)
        guard (-Self.numberMax...Self.numberMax).contains(number) else {
            throw DamagedRow("column \(index) counts \(number)")
        }
        return Int(number)
    }

    func int64(_ index: Int) throws -> Int64 {
        guard has(SQLITE_INTEGER, index) else { throw DamagedRow("column \(index) is no integer") }
        return sqlite3_column_int64(handle, Int32(index))
    }

    func optionalInt64(_ index: Int) -> Int64? {
        has(SQLITE_INTEGER, index) ? sqlite3_column_int64(handle, Int32(index)) : nil
    }

    func text(_ index: Int) throws -> String {
        guard let text = optionalText(index) else { throw DamagedRow("column \(index) is no text") }
        return text
    }

    func optionalText(_ index: Int) -> String? {
        guard has(SQLITE_TEXT, index), let start = sqlite3_column_text(handle, Int32(index)) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, Int32(index)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalInstant(_ index: Int) throws -> Instant? { has(SQLITE_NULL, index) ? nil : try instant(index) }

    func instant(_ index: Int) throws -> Instant {
        guard let moment = Instant(stored: try int64(index)) else { throw DamagedRow("column \(index) is no moment") }
        return moment
    }

    /// What a minimum or a maximum over many rows gave: one that is no moment must not hide the others.
    func nearestInstant(_ index: Int) -> Instant? {
        has(SQLITE_INTEGER, index) ? Instant(clamping: sqlite3_column_int64(handle, Int32(index))) : nil
    }

    func flag(_ index: Int) throws -> Bool { try int64(index) != 0 }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard let bytes = optionalBytes(index) else { throw DamagedRow("column \(index) is no blob") }
        return bytes
    }

    func optionalBytes(_ index: Int) -> [UInt8]? { has(SQLITE_BLOB, index) ? Array(blob(index)) : nil }

    /// Valid until the next step.
    private func blob(_ index: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, Int32(index))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(index))))
    }

    func ticket(_ index: Int) throws -> TicketID { TicketID(try ulid(index)) }

    private func ulid(_ index: Int) throws -> ULID {
        guard has(SQLITE_BLOB, index), sqlite3_column_bytes(handle, Int32(index)) == 16 else {
            throw DamagedRow("column \(index) is no id")
        }
        let bytes = blob(index)
        return ULID(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    func optionalTicket(_ index: Int) throws -> TicketID? { has(SQLITE_NULL, index) ? nil : try ticket(index) }

    func person(_ index: Int) throws -> PersonID { PersonID(try ulid(index)) }

    func code<C: Code>(_ index: Int) throws -> C {
        guard let code = C(try text(index)) else { throw DamagedRow("column \(index) is no code") }
        return code
    }

    func optionalCode<C: Code>(_ index: Int) throws -> C? { optionalText(index) == nil ? nil : try code(index) }

    func word<W: RawRepresentable>(_ index: Int) throws -> W where W.RawValue == String {
        guard let word = W(rawValue: try text(index)) else { throw DamagedRow("column \(index) is an unknown word") }
        return word
    }

    func optionalWord<W: RawRepresentable>(_ index: Int) throws -> W? where W.RawValue == String {
        optionalText(index) == nil ? nil : try word(index)
    }

    func clockKey(_ index: Int) throws -> ClockKey {
        guard let key = ClockKey(text: try text(index)) else { throw DamagedRow("column \(index) is no clock") }
        return key
    }
}
