internal import PaidanCore
internal import PaidanEngine

/// One of the copies that begin in one of the rounds of a repetition.
struct RepeatedPlace: Hashable {
    let round: Int
    let copy: Int
}

/// 负载: many copies of the same lines, interleaved as their moments say.
extension ScenarioPlayer {
    /// A line of one copy, and when it is its turn.
    private struct Step {
        let at: Instant
        let round: Int
        let line: Int
        let copy: Int
    }

    func play(_ repetition: Scenario.Repetition) throws {
        let steps = schedule(repetition)
        var index = 0
        while index < steps.count {
            let first = steps[index]
            var end = index + 1
            while end < steps.count, end - index < Engine.jobsMax, isTogether(steps[end], first) { end += 1 }
            try pass(to: first.at)
            try play(steps[index..<end], of: repetition)
            index = end
        }
        copies = [:]
    }

    private func isTogether(_ a: Step, _ b: Step) -> Bool { a.at == b.at && a.round == b.round && a.line == b.line }

    /// In the order of time; at one moment the earlier round, then the earlier line, then the earlier copy goes first.
    private func schedule(_ repetition: Scenario.Repetition) -> [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(repetition.rounds.count * repetition.copies * repetition.lines.count)
        for (round, begin) in repetition.rounds.enumerated() {
            for (line, moment) in repetition.moments(of: begin, in: calendar).enumerated() {
                for copy in 0..<repetition.copies {
                    let wait = Span(milliseconds: repetition.gap.milliseconds * Int64(copy))
                    steps.append(Step(at: moment + wait, round: round, line: line, copy: copy))
                }
            }
        }
        steps.sort { ($0.at, $0.round, $0.line, $0.copy) < ($1.at, $1.round, $1.line, $1.copy) }
        return steps
    }

    private func play(_ steps: ArraySlice<Step>, of repetition: Scenario.Repetition) throws {
        guard let first = steps.first else { return }
        let line = repetition.lines[first.line]
        let all = steps.map { step in
            Surroundings(
                labels: labels, number: step.round * repetition.copies + step.copy + 1,
                place: RepeatedPlace(round: step.round, copy: step.copy))
        }
        if case .command(let command) = line.sentence {
            try give(command, line.place, all)
        } else {
            for surroundings in all { try play(line, surroundings) }
        }
        guard first.line == repetition.lines.count - 1 else { return }
        for surroundings in all { surroundings.place.map { copies[$0] = nil } }
    }
}
