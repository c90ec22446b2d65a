internal import Foundation
internal import Synchronization

/// Writes a recording: every statement of a connection in order, with typed values and the borders of turns.
///
/// The file is little-endian: the magic `PDREC001`, then records that begin with a letter.
/// `T` length sql — a statement's text, numbered from 0 as they come;
/// `S` number count values — it is executed; a value is `n`, `i` int64, `t` length bytes or `b` length bytes;
/// `M` length step commands — a turn begins; `E` — it has ended. Lengths, counts and numbers are uint32.
final class Recorder: Sendable {
    private struct State {
        var file: FileHandle
        var pending = Data()
        var numbers: [String: UInt32] = [:]
        var statements = 0
        var unreadable: String?
    }

    private let state: Mutex<State>
    private static let bufferBytes = 1 << 20

    /// A statement's text and its values could not be told apart.
    struct Unreadable: Error {
        let sql: String
    }

    init(writingTo path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        var state = State(file: file)
        state.pending.append(contentsOf: "PDREC001".utf8)
        self.state = Mutex(state)
    }

    var statements: Int { state.withLock(\.statements) }

    /// Notes what the store executes.
    var witness: @Sendable (_ sql: String, _ expanded: String) -> Void {
        { [self] sql, expanded in state.withLock { Self.note(sql, expanded, &$0) } }
    }

    func beginTurn(_ step: Step, commands: Int) {
        state.withLock { state in
            state.pending.append(letter: "M")
            state.pending.append(block: Array(step.rawValue.utf8))
            state.pending.append(number: UInt32(commands))
        }
    }

    func endTurn() { state.withLock { $0.pending.append(letter: "E") } }

    func finish() throws {
        try state.withLock { state in
            if let sql = state.unreadable { throw Unreadable(sql: sql) }
            try state.file.write(contentsOf: state.pending)
            try state.file.close()
        }
    }

    /// So SQLite tells of a trigger, or of what it asks itself to change a table; whoever executes the statement that it
    /// belongs to executes it, too. A statement of ours that begins with a comment has further lines.
    private static func isSQLitesOwn(_ sql: String) -> Bool { sql.hasPrefix("-- ") && !sql.contains("\n") }

    private static func note(_ sql: String, _ expanded: String, _ state: inout State) {
        guard !isSQLitesOwn(sql) else { return }
        guard let values = BoundValue.values(of: sql, expandedTo: expanded) else {
            state.unreadable = expanded
            return
        }
        let number = number(of: sql, &state)
        state.statements += 1
        state.pending.append(letter: "S")
        state.pending.append(number: number)
        state.pending.append(number: UInt32(values.count))
        for value in values { state.pending.append(value) }
        guard state.pending.count > bufferBytes else { return }
        state.file.write(state.pending)
        state.pending.removeAll(keepingCapacity: true)
    }

    private static func number(of sql: String, _ state: inout State) -> UInt32 {
        if let number = state.numbers[sql] { return number }
        let number = UInt32(state.numbers.count)
        state.numbers[sql] = number
        state.pending.append(letter: "T")
        state.pending.append(block: Array(sql.utf8))
        return number
    }
}

extension Data {
    fileprivate mutating func append(letter: Unicode.Scalar) { append(UInt8(ascii: letter)) }

    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(block: [UInt8]) {
        append(number: UInt32(block.count))
        append(contentsOf: block)
    }

    fileprivate mutating func append(_ value: BoundValue) {
        switch value {
        case .null: append(letter: "n")
        case .integer(let integer):
            append(letter: "i")
            append(number: integer)
        case .text(let text):
            append(letter: "t")
            append(block: text)
        case .blob(let blob):
            append(letter: "b")
            append(block: blob)
        }
    }
}
