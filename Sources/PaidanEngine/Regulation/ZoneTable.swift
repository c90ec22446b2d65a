import Crypto
import PaidanCore
import PaidanJSON

/// 时区表: a zone as it is stored with a policy, so that a verdict can be reckoned again on other tzdata.
/// `{"name":"Asia/Shanghai","version":"2026a","first":28800000,"transitions":[[from,offset],…]}`, all milliseconds.
enum ZoneTable {
    static func text(of zone: Zone) -> String {
        let transitions = zone.transitions.map { transition -> JSON in
            [.integer(transition.from.milliseconds), .integer(transition.offset.milliseconds)]
        }
        let table: JSON = [
            "name": .string(zone.name), "version": .string(zone.version), "first": .integer(zone.first.milliseconds),
            "transitions": .array(transitions),
        ]
        return String(decoding: table.bytes, as: UTF8.self)
    }

    /// - Returns: nil when the text is no table.
    static func zone(of text: String) -> Zone? {
        guard let json = try? JSON(parsing: Array(text.utf8)), let name = json["name"]?.string,
            let version = json["version"]?.string, let first = json["first"]?.integer,
            let rows = json["transitions"]?.array
        else { return nil }
        let transitions = rows.compactMap { row -> Zone.Transition? in
            guard let from = row[0]?.integer, let offset = row[1]?.integer else { return nil }
            return Zone.Transition(from: Instant(milliseconds: from), offset: Span(milliseconds: offset))
        }
        guard transitions.count == rows.count else { return nil }
        return Zone(name: name, first: Span(milliseconds: first), transitions: transitions, version: version)
    }
}

/// SHA-256 in hexadecimal digits.
func hexadecimalDigest(of text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).hex
}
