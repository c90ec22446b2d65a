internal import PaidanCore

/// 电话: what can be dialled, in any country, with an extension if there is one. It is kept as it was written.
enum PhoneNumber {
    /// How many digits there are, without the extension: from `110` to a foreign number with its prefixes.
    static let digits = 3...20
    static let extensionDigits = 1...6

    static let wanted = Label(
        "应为电话号码:\(digits.lowerBound) 至 \(digits.upperBound) 位数字,可含 +、空格、-、括号和分机(转 12)",
        """
        a phone number: \(digits.lowerBound) to \(digits.upperBound) digits, with +, spaces, -, brackets and an extension \
        (ext 12) if need be
        """)

    private static let extensionMarks = ["转", "分机", "ext.", "ext", "x", "#"]
    private static let separators: [Character] = [" ", "-", "(", ")"]

    static func canBeDialled(_ text: String) -> Bool {
        let (number, ending) = parts(of: text.lowercased())
        let dialled = number.drop { $0 == " " }.trimmingPrefix("+")
        guard dialled.allSatisfy({ isDigit($0) || separators.contains($0) }),
            digits.contains(dialled.count(where: isDigit))
        else { return false }
        guard let inner = ending?.filter({ $0 != " " }) else { return true }
        return inner.allSatisfy(isDigit) && extensionDigits.contains(inner.count)
    }

    private static func parts(of text: String) -> (number: Substring, ending: Substring?) {
        for mark in extensionMarks {
            if let range = text.firstRange(of: mark) { return (text[..<range.lowerBound], text[range.upperBound...]) }
        }
        return (text[...], nil)
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
