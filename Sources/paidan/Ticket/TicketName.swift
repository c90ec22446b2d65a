internal import PaidanCore

/// How a ticket is named on the command line: its number (`C-12`) or its id. Looked at here, before it becomes a part of
/// an address: `../x` would be another one.
struct TicketName: Hashable, Sendable {
    let text: String

    /// Which letters there are is the server's business.
    private static let lettersMax = 3
    private static let digitsMax = 18

    init(_ text: String) throws(Trouble) {
        guard TicketID(text: text) != nil || Self.isNumber(text) else {
            throw Trouble(
                .usage, "“\(text.harmless)”不是单号(如 C-12)或标识(26 位)",
                "\"\(text.harmless)\" is neither a ticket's number (such as C-12) nor its id (26 characters)")
        }
        self.text = text
    }

    private static func isNumber(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && (1...lettersMax).contains(parts[0].utf8.count)
            && parts[0].utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
            && (1...digitsMax).contains(parts[1].utf8.count) && parts[1].utf8.allSatisfy { (48...57).contains($0) }
    }
}
