internal import Foundation
internal import Synchronization

/// One line that stays in its place on a terminal; a line now and then elsewhere.
final class Progress: Sendable {
    private let seeds: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let count = Mutex(0)
    private static let linesElsewhere = 4

    init(seeds: Int) { self.seeds = seeds }

    func show(_ seed: UInt64) {
        let count = count.withLock { count in
            count += 1
            return count
        }
        let text = "==> seed \(seed) (\(count) of \(seeds))"
        if isTerminal {
            write("\r\(text)")
        } else if count % max(seeds / Self.linesElsewhere, 1) == 0 {
            write("\(text)\n")
        }
    }

    func end() { if isTerminal { write("\r\u{1B}[K") } }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
