/// The bytes written so far and the arrays and objects still open.
///
/// A slot is due, then its value begins, then it is settled: by the next entry around it, or by the end.
struct JSONOutput {
    private(set) var writer = JSONWriter()
    private var frames: [JSONFrame] = []

    /// The slot whose value is to come next; nil once it has begun.
    private var dueSlot: JSONSlot? = .root
    private var lastSerial: UInt32 = 0

    /// Type of the value that was last asked to write itself; nil once it has opened its container.
    private var announcedType: (any Any.Type)?
    private var misuse: EncodingError?

    init() {
        frames.reserveCapacity(4)
    }

    /// Says that a value of `type` is about to write itself into the due slot.
    mutating func announce(_ type: any Any.Type) {
        announcedType = type
    }

    /// Writes a value that needs no frame; `write` must write exactly one.
    mutating func fill(_ slot: JSONSlot, _ write: (inout JSONWriter) -> Void) {
        guard dueSlot == slot else { return noteMisuse(of: slot) }
        dueSlot = nil
        write(&writer)
    }

    /// Opens an array or object in `slot`, or finds it open: a type may ask for its container more than once.
    mutating func open(_ kind: JSONFrame.Kind, in slot: JSONSlot) {
        guard dueSlot == slot else {
            if frame(of: slot)?.kind != kind { noteMisuse(of: slot) }
            return
        }
        dueSlot = nil
        frames.append(JSONFrame(slot: slot, kind: kind, entrySize: announcedType.flatMap { EntrySize.ofUnordered($0) }))
        announcedType = nil
        writer.write(punctuation: kind == .array ? "[" : "{")
    }

    /// Begins the next element of the array in `slot`.
    mutating func nextElement(of slot: JSONSlot) -> JSONSlot {
        beginEntry(of: slot, name: nil)
    }

    /// Begins the member `name` of the object in `slot`.
    ///
    /// A name that a type encodes twice is written twice, and the parser will refuse the result.
    mutating func nextMember(of slot: JSONSlot, name: String) -> JSONSlot {
        let member = beginEntry(of: slot, name: name)
        writer.write(name)
        writer.write(punctuation: ":")
        return member
    }

    /// Completes the value that is under way at `level`, and with it all that lies deeper.
    mutating func settle(to level: Int) {
        if dueSlot != nil {
            dueSlot = nil
            writer.write(punctuation: "{")
            writer.write(punctuation: "}")
        }
        while frames.count > level { close(frames.removeLast()) }
    }

    /// Closes everything; throws if containers were used out of order.
    mutating func finish() throws(EncodingError) -> [UInt8] {
        settle(to: 0)
        if let misuse { throw misuse }
        return writer.bytes
    }
}

// MARK: Frames

extension JSONOutput {
    /// How many entries the container in `slot` has; zero once it is closed.
    func count(of slot: JSONSlot) -> Int {
        frame(of: slot)?.count ?? 0
    }

    /// The coding path of the value in a slot at `level`.
    func codingPath(to level: Int) -> [any CodingKey] {
        frames.prefix(level).map(\.currentKey)
    }

    private func frame(of slot: JSONSlot) -> JSONFrame? {
        isOpen(slot) ? frames[slot.level] : nil
    }

    private func isOpen(_ slot: JSONSlot) -> Bool {
        slot.level < frames.count && frames[slot.level].slot == slot
    }

    private mutating func beginEntry(of slot: JSONSlot, name: String?) -> JSONSlot {
        guard isOpen(slot) else {
            noteMisuse(of: slot)
            return slot
        }
        settle(to: slot.level + 1)
        if !frames[slot.level].isEmpty { writer.write(punctuation: ",") }
        frames[slot.level].beginEntry(name: name, at: writer.bytes.count)
        lastSerial += 1
        let entry = JSONSlot(level: slot.level + 1, serial: lastSerial)
        dueSlot = entry
        return entry
    }

    private mutating func close(_ frame: JSONFrame) {
        if let entrySize = frame.entrySize, frame.count > 1 {
            writer.sortEntries(frame.kind == .object ? .one : entrySize, startingAt: frame.starts)
        }
        writer.write(punctuation: frame.kind == .array ? "]" : "}")
    }

    private mutating func noteMisuse(of slot: JSONSlot) {
        let context = EncodingError.Context(
            codingPath: codingPath(to: slot.level),
            debugDescription: "a value was written twice, or into a container that was already closed")
        misuse = misuse ?? .invalidValue(JSON.null, context)
    }
}
