extension DepartmentDispatch {
    /// An order that does not say whether its date runs does if the dispatch is worked on after it, or if it touches that date's
    /// clock; the first programs left a dispatch that was not worked on as it was.
    package static func completed(
        _ event: Event, in phase: Phase?, by changes: () throws(CorruptHistory) -> [ClockChange]
    ) throws(CorruptHistory) -> Event {
        guard case .ordered(let measures, let deadline, nil) = event else { return event }
        let isTouched = try changes().contains { $0.key.name == promisedDateClock.name }
        let runs = phase == .working || isTouched
        return .ordered(measures: measures, deadline: deadline, runs: runs)
    }
}
