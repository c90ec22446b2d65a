import PaidanCore

/// Where a reader finds time zones.
typealias ZoneLookup = @Sendable (_ name: String) -> Zone?

/// 工作日历.
extension RegulationReader {
    mutating func zone(_ node: RegulationNode) -> Zone? {
        guard let name = word(node) else { return nil }
        if let zone = zones(name) { return zone }
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

    // MARK: Working hours

    /// `hours.sat`, `hours.makeup`.
    static func hours(in key: String) -> RegulationKey.Hours? {
        guard key.hasPrefix("hours.") else { return nil }
        let name = String(key.dropFirst("hours.".count))
        return name == "makeup" ? .makeup : days.firstIndex(of: name).map { .weekday($0 + 1) }
    }

    static var hoursKeys: [String] { (Self.days + ["makeup"]).map { "hours.\($0)" } }

    /// `[09:00-12:00, 13:30-18:00]`; `none` takes back what is inherited.
    mutating func readHours(_ which: RegulationKey.Hours, _ pair: RegulationNode.Pair) {
        let value: RegulationValue? = pair.value.isNone ? .off : hours(pair.value).map { .hours($0) }
        set(.hours(which), value, at: pair.place)
    }

    mutating func hours(_ node: RegulationNode) -> WorkingHours? {
        let nodes = list(node)
        var intervals: [Range<Int>] = []
        for node in nodes {
            guard let text = word(node) else { continue }
            do throws(RegulationObjection) {
                intervals.append(try RegulationHours.interval(text))
            } catch {
                findings.add(error, at: node.place)
            }
        }
        guard !nodes.isEmpty, intervals.count == nodes.count else { return nil }
        do throws(CalendarError) {
            return try WorkingHours(intervals)
        } catch {
            refuse(node, .badHours, "工作时段重叠或过多", "these hours overlap, or there are too many of them")
            return nil
        }
    }
}
