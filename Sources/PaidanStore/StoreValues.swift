internal import GRDB
internal import PaidanCore
internal import PaidanEngine

/// How the core's values stand in columns.
extension ULID {
    var blob: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// - Returns: nil unless there are 16 bytes.
    init?(blob: some Collection<UInt8>) {
        guard blob.count == 16 else { return nil }
        var halves: [UInt64] = [0, 0]
        for (index, byte) in blob.enumerated() { halves[index / 8] = halves[index / 8] << 8 | UInt64(byte) }
        self.init(high: halves[0], low: halves[1])
    }
}

/// A row that does not hold what its table promises: damaged, or written by somebody else.
struct DamagedRow: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = "damaged row: \(what)" }
}

/// Reads one row by position; a value of the wrong kind is an error, never a trap.
struct Columns {
    let row: GRDB.Row

    func int(_ index: Int) throws -> Int { Int(try int64(index)) }

    func int64(_ index: Int) throws -> Int64 {
        guard let value: Int64 = row[index] else { throw DamagedRow("column \(index) is no integer") }
        return value
    }

    func text(_ index: Int) throws -> String {
        guard let value: String = row[index] else { throw DamagedRow("column \(index) is no text") }
        return value
    }

    func optionalText(_ index: Int) -> String? { row[index] }
    func optionalInstant(_ index: Int) -> Instant? { (row[index] as Int64?).map(Instant.init(milliseconds:)) }
    func instant(_ index: Int) throws -> Instant { Instant(milliseconds: try int64(index)) }
    func flag(_ index: Int) throws -> Bool { try int64(index) != 0 }

    func bytes(_ index: Int) throws -> [UInt8] {
        guard let bytes = optionalBytes(index) else { throw DamagedRow("column \(index) is no blob") }
        return bytes
    }

    func optionalBytes(_ index: Int) -> [UInt8]? {
        switch (row[index] as DatabaseValue).storage {
        case .blob(let data): Array(data)
        case .null, .int64, .double, .string: nil
        }
    }

    func ticket(_ index: Int) throws -> TicketID {
        guard let ulid = ULID(blob: try bytes(index)) else { throw DamagedRow("column \(index) is no id") }
        return TicketID(ulid)
    }

    func optionalTicket(_ index: Int) throws -> TicketID? {
        optionalBytes(index) == nil ? nil : try ticket(index)
    }

    func person(_ index: Int) throws -> PersonID { PersonID(try ticket(index).ulid) }

    func code<C: Code>(_ index: Int) throws -> C {
        guard let code = C(try text(index)) else { throw DamagedRow("column \(index) is no code") }
        return code
    }

    func optionalCode<C: Code>(_ index: Int) throws -> C? { optionalText(index) == nil ? nil : try code(index) }

    func word<W: RawRepresentable>(_ index: Int) throws -> W where W.RawValue == String {
        guard let word = W(rawValue: try text(index)) else { throw DamagedRow("column \(index) is an unknown word") }
        return word
    }

    func clockKey(_ index: Int) throws -> ClockKey {
        guard let key = ClockKey(text: try text(index)) else { throw DamagedRow("column \(index) is no clock") }
        return key
    }
}
