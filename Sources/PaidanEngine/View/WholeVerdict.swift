internal import PaidanCore
internal import PaidanJSON

/// 整单判定: the verdict on a promise that is kept per department is the worst of its departments'.
///
/// A department that gave its part back does not count, nor does a clock that was released.
struct WholeVerdict: Hashable {
    enum Standing: String, Comparable {
        case inTime, running, late

        static func < (a: Standing, b: Standing) -> Bool { a.rank < b.rank }
        private var rank: Int {
            switch self {
            case .inTime: 0
            case .running: 1
            case .late: 2
            }
        }
    }

    let rule: String
    let number: String
    let standing: Standing

    static func list<K: TicketKind>(of loaded: Loaded<K>) -> [WholeVerdict] {
        let excused = (loaded.ticket.state as? any SplitsPromises)?.excusedSubjects ?? []
        return K.clockRules.filter(\.isJudged).compactMap { rule in
            let counted = loaded.ticket.ledger.entries.filter { entry in
                entry.key.name == rule.name && entry.verdict != .released && !excused.contains(entry.key.subject)
            }
            return counted.map(standing).max().map { WholeVerdict(rule: rule.name, number: rule.number, standing: $0) }
        }
    }

    private static func standing(of entry: ClockLedger.Entry) -> Standing {
        if entry.isLate { return .late }
        return entry.isRunning ? .running : .inTime
    }

    func json(for viewer: Viewer) -> JSON {
        .members(
            ("name", .string(rule)), ("number", .string(number)), ("verdict", .string(standing.rawValue)))
    }
}

/// A machine whose promises are kept by several subjects, some of which may turn out not to be concerned.
protocol SplitsPromises {
    var excusedSubjects: [String] { get }
}

extension Complaint: SplitsPromises {
    /// Departments all of whose parts were given back: they were not responsible.
    var excusedSubjects: [String] {
        let returned = dispatches.filter { $0.outcome == .returned || $0.outcome == .replaced }.map(\.department)
        let kept = dispatches.filter { $0.outcome != .returned && $0.outcome != .replaced }.map(\.department)
        return returned.filter { !kept.contains($0) }.map(\.code)
    }
}
