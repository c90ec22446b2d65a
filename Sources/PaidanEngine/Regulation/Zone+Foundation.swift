import Foundation
package import PaidanCore

extension Zone {
    /// The zone of tzdata with this name, with all its changes of offset from 1970 to 2100.
    /// - Returns: nil for abbreviations such as `CST`, which is China's time to one reader and Chicago's to another.
    package init?(named name: String) {
        let isName = name == "UTC" || name.contains("/") || TimeZone.knownTimeZoneIdentifiers.contains(name)
        guard isName, let zone = TimeZone(identifier: name) else { return nil }
        let start = Date(timeIntervalSince1970: 0)
        self.init(
            name: name, first: zone.offset(at: start), transitions: zone.transitions(after: start),
            version: TimeZone.timeZoneDataVersion)
    }

    /// The nearest name; for the ways in which people write China's time, that.
    static func suggestion(for name: String) -> String? {
        let lowered = name.lowercased()
        let chinese = ["beijing", "china", "prc", "cst", "shanghai", "北京", "上海", "+8", "+08"]
        if chinese.contains(where: lowered.contains) { return Zone.shanghai.name }
        return Nearest.word(to: name, among: TimeZone.knownTimeZoneIdentifiers)
    }
}

extension TimeZone {
    /// 2100-01-01T00:00:00Z
    private static let horizon = Date(timeIntervalSince1970: 4_102_444_800)

    fileprivate func offset(at date: Date) -> Span { .seconds(Int64(secondsFromGMT(for: date))) }

    fileprivate func transitions(after start: Date) -> [Zone.Transition] {
        var transitions: [Zone.Transition] = []
        var date = start
        while let next = nextDaylightSavingTimeTransition(after: date), next > date, next < Self.horizon {
            let milliseconds = Int64((next.timeIntervalSince1970 * 1_000).rounded())
            transitions.append(Zone.Transition(from: Instant(milliseconds: milliseconds), offset: offset(at: next)))
            date = next
        }
        return transitions
    }
}
