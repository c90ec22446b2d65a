package import PaidanCore
internal import PaidanJSON

/// Turns facts into the bytes that are stored, and back.
///
/// A fact is written once, in the form of its day; `form` numbers that form. Today there is one form of each. What a fact did not
/// say when it was written is told by what was stored beside it (`TicketKind.completed`).
package enum EventCodec {
    package static let form = 1
    private static let opened = "opened"
    static let ringType = "rang"
    private static let repinned = "clockRepinned"
    package static let attachedType = "filesAttached"
    static let correctedType = "customerCorrected"

    /// The fact's type and its data as compact JSON.
    package static func encode<K: TicketKind>(_ fact: Fact<K>) throws -> (type: String, data: [UInt8]) {
        let encoder = JSONByteEncoder()
        switch fact {
        case .opened(let opening): return (opened, try encoder.encode(opening))
        case .rang(let ring): return (ringType, try encoder.encode(ring))
        case .repinned(let repin): return (repinned, try encoder.encode(repin))
        case .attached(let files): return (attachedType, try encoder.encode(files))
        case .corrected(let correction): return (correctedType, try encoder.encode(correction))
        case .happened(let event): return split(try encoder.encode(event))
        }
    }

    /// - Throws: `CorruptHistory` when the bytes are not what was written, `CodecError` when a newer Paidan wrote them.
    package static func decode<K: TicketKind>(_: K.Type, _ row: EventRow) throws -> Fact<K> {
        guard row.form == form else { throw CodecError.newerForm(type: row.type, form: row.form) }
        do {
            let data = try JSON(parsing: row.data)
            let decoder = JSONTreeDecoder()
            switch row.type {
            case opened: return .opened(try decoder.decode(K.Opening.self, from: data))
            case ringType: return .rang(try decoder.decode(Ring.self, from: data))
            case repinned: return .repinned(try decoder.decode(Repinned.self, from: data))
            case attachedType: return .attached(try decoder.decode(FilesAttached.self, from: data))
            case correctedType: return .corrected(try decoder.decode(CustomerCorrected.self, from: data))
            default:
                let event = try decoder.decode(K.Event.self, from: .object([row.type: data]))
                return .happened(
                    try K.completed(event, in: K.Phase(name: row.phase)) { () throws(CorruptHistory) in
                        try ClockCodec.decode(row.clocks, at: row.factAt)
                    })
            }
        } catch let corrupt as CorruptHistory {
            throw corrupt
        } catch {
            throw CorruptHistory(
                "fact \(row.version) \(row.type), which cannot be read (\(error)),", after: "fact \(row.version - 1)")
        }
    }

    /// `{"forwarded":{…}}` → `forwarded` and `{…}`. Case names need no escaping.
    private static func split(_ bytes: [UInt8]) -> (type: String, data: [UInt8]) {
        guard let end = bytes.dropFirst(2).firstIndex(of: UInt8(ascii: "\"")) else {
            preconditionFailure("a fact is encoded as an object with one key")
        }
        return (String(decoding: bytes[2..<end], as: UTF8.self), Array(bytes[(end + 2)..<(bytes.count - 1)]))
    }
}

package enum CodecError: Error, Hashable, Sendable {
    /// Written by a newer Paidan.
    case newerForm(type: String, form: Int)
}
