import PaidanCore

/// 工作日历.
extension RegulationReader {
    mutating func zone(_ node: RegulationNode) -> Zone? {
        guard let name = word(node) else { return nil }
        if let zone = Zone(named: name) { return zone }
        refuse(node, .unknownZone, "未知的时区 \(name)", "unknown time zone \(name)", Zone.suggestion(for: name))
        return nil
    }

    /// Monday first, as ISO 8601 counts.
    static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    mutating func workdays(_ node: RegulationNode) -> [Int]? {
        let nodes = list(node)
        var days: Set<Int> = []
        for node in nodes {
            guard let text = word(node) else { continue }
            guard let day = Self.days.firstIndex(of: text) else {
                let prefix = String(text.lowercased().prefix(3))
                let suggestion = Self.days.contains(prefix) ? prefix : nil
                refuse(
                    node, .unknownDay, "未知的星期 \(text)", "unknown weekday \(text)",
                    suggestion ?? Self.days.joined(separator: ", "))
                continue
            }
            if !days.insert(day + 1).inserted { refuseRepeated(text, node) }
        }
        return days.isEmpty || days.count < nodes.count ? nil : days.sorted()
    }
}
