/// 金额. Amounts are whole 分 (fen) wherever programs keep or send them; people write and read yuan.
package enum Money {
    /// The names of fields and members that hold an amount. A name means the same in every form and every fact.
    package static let names: Set = ["amount", "fine"]

    private static let fenPerYuan: Int64 = 100

    /// `¥128,000.00`
    package static func text(fen: Int64) -> String {
        let (yuan, rest) = fen.magnitude.quotientAndRemainder(dividingBy: fenPerYuan.magnitude)
        return "\(fen < 0 ? "-" : "")¥\(grouped(String(yuan))).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// What people write of an amount in yuan: `1280.5`, `¥1,280.50`, `1280元`, `12.8万元`.
    /// - Returns: nil when it is no amount, no whole number of fen, or too large to be counted.
    package static func fen(ofYuan text: String) -> Int64? {
        var rest = text.filter { !$0.isWhitespace }[...]
        if rest.first == "¥" || rest.first == "\u{FFE5}" { rest.removeFirst() }
        if rest.hasSuffix("元") { rest.removeLast() }
        let isTenThousands = rest.hasSuffix("万")
        if isTenThousands { rest.removeLast() }
        return whole(rest, places: isTenThousands ? 6 : 2)
    }

    /// - Parameter places: how many digits behind the point count as whole.
    private static func whole(_ text: Substring, places: Int) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let digits = ungrouped(parts[0]) else { return nil }
        let behind = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || isNumber(behind), behind.count <= places else { return nil }
        return Int64(digits + behind + String(repeating: "0", count: places - behind.count))
    }

    /// - Returns: nil unless commas, where there are any, stand before each three digits.
    private static func ungrouped(_ text: Substring) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy(isNumber) else { return nil }
        let areWhole = groups.dropFirst().allSatisfy { $0.count == 3 } && (groups.count == 1 || groups[0].count <= 3)
        return areWhole ? groups.joined() : nil
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Field {
    /// An amount: 分 for programs, yuan for people.
    package var isMoney: Bool { type == .integer && Money.names.contains(name) }
}
