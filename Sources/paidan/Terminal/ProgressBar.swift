internal import Foundation
internal import PaidanCore

/// One line that grows, on a terminal only.
struct ProgressBar {
    private let terminal: Terminal
    private let title: String
    private var shown = -1

    private static let width = 32

    init(_ title: String, on terminal: Terminal = .errors) {
        self.terminal = terminal
        self.title = title
    }

    /// Redrawn only when a whole percent has passed.
    mutating func show(_ done: Int, of total: Int) {
        let percent = total == 0 ? 100 : min(100, done * 100 / total)
        guard terminal.isTerminal, percent != shown else { return }
        shown = percent
        let filled = percent * Self.width / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        terminal.write("\r\(title) \(bar) \(percent)% (\(done)/\(total))\u{1B}[K")
    }

    /// Takes the line away again.
    func clear() {
        if terminal.isTerminal && shown >= 0 { terminal.write("\r\u{1B}[K") }
    }
}
