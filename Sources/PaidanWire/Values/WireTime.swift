/// A moment as the wire tells it: whole milliseconds since 1970-01-01T00:00:00Z.
public struct WireTime: Hashable, Sendable {
    public var milliseconds: Int

    public init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }
}

extension WireTime: Comparable {
    public static func < (left: WireTime, right: WireTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero; what does not fit is cut to the largest `Int`.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (milliseconds, overflow) = Int(seconds).multipliedReportingOverflow(by: 1_000)
        return overflow ? (seconds < 0 ? .min : .max) : milliseconds + Int(attoseconds / 1_000_000_000_000_000)
    }
}
