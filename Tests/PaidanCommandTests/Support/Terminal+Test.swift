@testable import paidan

extension Terminal {
    /// A file: no colours, no width.
    static let plain = Terminal(isTerminal: false, hasColours: false, width: nil)

    static func wide(_ columns: Int, hasColours: Bool = false) -> Terminal {
        Terminal(isTerminal: true, hasColours: hasColours, width: columns)
    }
}
