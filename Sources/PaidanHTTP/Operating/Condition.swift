internal import PaidanCore
internal import PaidanJSON

/// How the parts behind the desk are, for `/readyz` and `/metrics`.
package struct Condition: Hashable, Sendable {
    /// The thread that writes has ended; nothing can be stored any more.
    package var writerHasEnded = false
    /// For how long the writer has not come to the end of a round although work waits; nil while none does.
    package var writerSilence: Duration?
    /// Of the disk on which the data lie; nil when it cannot be told.
    package var diskFreeBytes: Int?
    /// Of the write-ahead log; nil when it cannot be told.
    package var walBytes: Int?

    package init() {}
}

/// Knows the condition; asked for each `/readyz` and `/metrics`, so it must be cheap.
package protocol ConditionSource: Sendable {
    func condition() -> Condition
}

/// Why the server is not ready.
enum Obstacle: Hashable, Sendable {
    case dataUnreadable
    case writerEnded
    case writerSilent(Duration)
    case diskNearlyFull(freeBytes: Int)

    /// A writer that has not finished a round for so long is stuck.
    static let silenceMax = Duration.seconds(10)
    /// With less room than this the next commits may not find any: 64 MB.
    static let diskFreeMin = 64 * 1_024 * 1_024

    /// The worst of it; nil when nothing stands in the way.
    init?(in condition: Condition) {
        if condition.writerHasEnded {
            self = .writerEnded
        } else if let silence = condition.writerSilence, silence >= Self.silenceMax {
            self = .writerSilent(silence)
        } else if let free = condition.diskFreeBytes, free < Self.diskFreeMin {
            self = .diskNearlyFull(freeBytes: free)
        } else {
            return nil
        }
    }

    /// For programs; never changes.
    var code: String {
        switch self {
        case .dataUnreadable: "data-unreadable"
        case .writerEnded: "writer-ended"
        case .writerSilent: "writer-silent"
        case .diskNearlyFull: "disk-nearly-full"
        }
    }

    func problem(cause: String? = nil) -> Problem {
        Problem(.notReady, label, members: [("reason", .string(code))], cause: cause)
    }
}

extension Obstacle: Worded {
    var label: Label {
        switch self {
        case .dataUnreadable: Label("数据无法读取", "the data cannot be read")
        case .writerEnded: Label("写入线程已停止", "the thread that writes has ended")
        case .writerSilent(let silence):
            Label(
                "写入线程已 \(silence.components.seconds) 秒没有进展",
                "the thread that writes has made no progress for \(silence.components.seconds) s")
        case .diskNearlyFull(let free):
            Label(
                "数据所在磁盘只剩 \(free >> 20) MB,至少需要 \(Self.diskFreeMin >> 20) MB",
                "\(free >> 20) MB are left on the disk of the data; \(Self.diskFreeMin >> 20) MB are needed")
        }
    }
}
