/// The value of a socket option in the width that libzmq expects.
enum RawOptionValue {
    case int32(Int32)
    case int64(Int64)

    static func flag(_ on: Bool) -> RawOptionValue {
        .int32(on ? 1 : 0)
    }

    /// Whole milliseconds; what does not fit an `Int32` (24 days) is cut to the longest that does.
    static func milliseconds(_ duration: Duration) -> RawOptionValue {
        .int32(Int32(clamping: duration.wholeMilliseconds))
    }

    /// Whole seconds, rounded down.
    static func seconds(_ duration: Duration) -> RawOptionValue {
        .int32(Int32(clamping: duration.components.seconds))
    }
}

extension Duration {
    /// Whole milliseconds, rounded down; durations beyond `Int64` milliseconds are cut to it.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        return overflow ? (seconds < 0 ? .min : .max) : milliseconds + attoseconds / 1_000_000_000_000_000
    }
}
