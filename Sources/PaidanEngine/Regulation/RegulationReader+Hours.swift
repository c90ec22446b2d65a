import PaidanCore

/// Stretches of the day: `[10:00-11:30, 15:30-17:00]`. One over midnight is two.
extension RegulationReader {
    mutating func hours(_ node: RegulationNode) -> WorkingHours? {
        let nodes = list(node)
        let intervals = nodes.compactMap { interval($0) }
        guard !intervals.isEmpty, intervals.count == nodes.count else { return nil }
        do throws(CalendarError) {
            return try WorkingHours(intervals)
        } catch {
            refuse(node, .badHours, "时段为空、重叠或过多", "the stretches are empty, overlap or are too many")
            return nil
        }
    }

    private mutating func interval(_ node: RegulationNode) -> Range<Int>? {
        guard let text = word(node) else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute(of:))
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else {
            refuse(
                node, .badHours, "\(text) 不是一天之内的时段", "\(text) is no stretch of a day", "10:00-11:30")
            return nil
        }
        return from..<until
    }

    /// `9:05` and `09:05`, up to `24:00`.
    private static func minute(of text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, (1...2).contains(parts[0].count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        let minutes = hour * 60 + minute
        return minutes <= WorkingHours.minutesADay ? minutes : nil
    }

    static func text(of interval: Range<Int>) -> String {
        "\(clock(interval.lowerBound))-\(clock(interval.upperBound))"
    }

    private static func clock(_ minute: Int) -> String {
        "\(minute < 600 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
}
