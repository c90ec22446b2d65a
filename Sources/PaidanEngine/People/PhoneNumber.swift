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
        guard digits.contains(number.count(where: isDigit)) else { return false }
        guard !ending.isEmpty else { return true }
        guard let mark = extensionMarks.first(where: ending.hasPrefix) else { return false }
        let inner = ending.dropFirst(mark.count).filter { $0 != " " }
        return inner.allSatisfy(isDigit) && extensionDigits.contains(inner.count)
    }

    /// What is dialled, without the extension and whatever stands between the digits.
    static func dialled(_ text: String) -> String { parts(of: text).number.filter(isDigit) }

    /// Without the country code of China, with which some people write their numbers.
    static func national(_ digits: String) -> Substring {
        var rest = digits[...]
        if rest.hasPrefix("0086") { rest.removeFirst(4) }
        if rest.hasPrefix("86"), rest.count == 13 { rest.removeFirst(2) }
        return rest
    }

    private static func parts(of text: String) -> (number: Substring, ending: Substring) {
        var rest = text.drop { $0 == " " }
        if rest.first == "+" { rest.removeFirst() }
        let number = rest.prefix { isDigit($0) || separators.contains($0) }
        return (number, rest[number.endIndex...])
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
