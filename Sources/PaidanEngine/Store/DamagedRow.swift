/// A row that does not hold what its table promises: damaged, or written by somebody else. It concerns what the row is
/// about and nobody else (`docs/decisions/0042`).
package struct DamagedRow: Error, Hashable, Sendable, CustomStringConvertible {
    /// A row that can be set aside, so that those behind it get their turn.
    package enum Place: Hashable, Sendable {
        case message(Int64)
        /// - Parameter key: as its bytes are stored; they may be no text.
        case clock(ticket: Int64, key: [UInt8])
    }

    package let what: String
    /// nil where it waits for nobody.
    package var place: Place?

    package init(_ what: String, at place: Place? = nil) {
        self.what = what
        self.place = place
    }

    package var description: String {
        switch place {
        case .message(let id): "damaged row: message \(id): \(what)"
        case .clock(let ticket, let key):
            "damaged row: clock \(String(decoding: key, as: UTF8.self).debugDescription) of ticket row \(ticket): \(what)"
        case nil: "damaged row: \(what)"
        }
    }
}
