/// How many elements of an array belong together when the entries of a set or dictionary are sorted.
enum EntrySize: Int {
    case one = 1

    /// A dictionary whose keys are no strings encodes itself as `[key, value, key, value]`.
    case two = 2

    /// The entry size of types whose iteration order changes from run to run; nil for all others.
    static func ofUnordered<T>(_ type: T.Type) -> EntrySize? {
        // Sets and dictionaries are one reference; looking at the size first spares most types the dynamic cast.
        guard MemoryLayout<T>.size == MemoryLayout<Int>.size else { return nil }
        return (type as? any Unordered.Type)?.entrySize
    }
}

/// A collection of the standard library without an order of its own.
private protocol Unordered {
    static var entrySize: EntrySize { get }
}

extension Set: Unordered {
    fileprivate static var entrySize: EntrySize { .one }
}

extension Dictionary: Unordered {
    fileprivate static var entrySize: EntrySize { .two }
}
