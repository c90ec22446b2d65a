/// Finds what a mistyped word may have meant.
enum Likeness {
    /// The word of `known` next to `word`; nil when none is near.
    static func word(to word: String, among known: [String]) -> String? {
        let lowered = Array(word.lowercased())
        let nearest = known.map { (steps: steps(lowered, Array($0.lowercased())), word: $0) }.min { $0 < $1 }
        guard let nearest, nearest.steps <= max(2, word.count / 3), nearest.steps < nearest.word.count else {
            return nil
        }
        return nearest.word
    }

    /// Insertions, deletions and replacements (Levenshtein).
    private static func steps(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let replaced = diagonal + (left == right ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
