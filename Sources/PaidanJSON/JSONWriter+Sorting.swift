extension JSONWriter {
    /// Sorts the entries at the end of the buffer by their bytes.
    ///
    /// - Parameter starts: where each element or member begins; between them lie commas.
    mutating func sortEntries(_ size: EntrySize, startingAt starts: [Int]) {
        guard let first = starts.first else { return }
        replace(from: first, with: sortedEntries(size, startingAt: starts))
    }

    private func sortedEntries(_ size: EntrySize, startingAt starts: [Int]) -> [UInt8] {
        let entryStarts = stride(from: 0, to: starts.count, by: size.rawValue).map { starts[$0] }
        let entryEnds = entryStarts.dropFirst().map { $0 - 1 } + [bytes.count]
        let entries = zip(entryStarts, entryEnds).map { bytes[$0..<$1] }
        let sorted = entries.sorted { $0.lexicographicallyPrecedes($1) }
        return Array(sorted.joined(separator: CollectionOfOne(UInt8(ascii: ","))))
    }
}
