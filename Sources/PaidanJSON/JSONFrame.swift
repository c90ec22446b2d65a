/// An array or object that is being written.
struct JSONFrame {
    enum Kind {
        case array
        case object
    }

    let slot: JSONSlot
    let kind: Kind

    /// Not nil when the entries will be sorted.
    let entrySize: EntrySize?
    private(set) var count = 0

    /// Where each entry begins in the output; kept only when they will be sorted.
    private(set) var starts: [Int] = []

    /// Name of the current member; nil in arrays.
    private var name: String?

    init(slot: JSONSlot, kind: Kind, entrySize: EntrySize?) {
        self.slot = slot
        self.kind = kind
        self.entrySize = entrySize
    }

    var isEmpty: Bool { count == 0 }

    /// What the current entry is called in a coding path.
    var currentKey: JSONPathKey {
        name.map(JSONPathKey.name) ?? .index(count - 1)
    }

    mutating func beginEntry(name: String?, at start: Int) {
        count += 1
        self.name = name
        if entrySize != nil { starts.append(start) }
    }
}
