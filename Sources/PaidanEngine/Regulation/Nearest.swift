/// Suggestions for mistyped words, in regulations and in the program's settings.
package enum Nearest {
    /// The word of `known` that `word` may have meant; nil when none is near.
    package static func word(to word: String, among known: [String]) -> String? {
        let lowered = word.lowercased()
        let distances = known.map { (word: $0, distance: distance(lowered, $0.lowercased())) }
        guard let best = distances.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
        return best.distance <= max(2, word.count / 3) && best.distance < best.word.count ? best.word : nil
    }

    /// Insertions, deletions, replacements (Levenshtein), of the first `lengthMax` characters.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.prefix(lengthMax)), Array(b.prefix(lengthMax)))
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

    static let lengthMax = 64
}
