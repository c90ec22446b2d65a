package import PaidanCore

extension ClockKey {
    /// Which clock: `转责任部门(T-01,工程部)`. The same wherever a clock is named in a sentence.
    /// - Parameter numbers: of the tickets that clocks are about, by id.
    func label(_ routing: Routing, naming numbers: [String: String] = [:]) -> Label {
        let rule = Kind.clocks.first { $0.name == name }
        let label = rule?.label ?? Label(name, name)
        let about =
            Department(subject).map(routing.label) ?? Party(subject: subject)?.label
            ?? numbers[subject].map { Label($0, $0) }
        let number = rule?.catalogueNumber
        let (zh, en) = ([number, about?.zh].compactMap(\.self), [number, about?.en].compactMap(\.self))
        guard !zh.isEmpty else { return label }
        return Label(
            "\(label.zh)(\(zh.joined(separator: ",")))", "\(label.en) (\(en.joined(separator: ", ")))")
    }
}

extension [ClockKey] {
    /// `第 2 次` of a promise that was made more than once, so that people can tell one from the other; nil of any other. What is
    /// counted is the promises, in the order in which they were made: some machines number them by the ticket's steps.
    func round(of key: ClockKey) -> Label? {
        let same = filter { $0.name == key.name && $0.subject == key.subject }
        guard same.count > 1, let index = same.firstIndex(of: key) else { return nil }
        return Label("第 \(index + 1) 次", "no. \(index + 1)")
    }
}

extension ClockKey {
    /// The same of what somebody wrote; nil where no machine has such a clock.
    package func knownLabel(_ routing: Routing) -> Label? {
        Kind.clocks.contains { $0.name == name } ? label(routing) : nil
    }
}

extension Viewer {
    package func text(of key: ClockKey, naming numbers: [String: String] = [:]) -> String {
        text(key.label(routing, naming: numbers))
    }
}
