internal import PaidanCore
internal import PaidanJSON
internal import PaidanScenario

extension ScenarioResult {
    func show(withHistory: Bool, in language: Language) {
        switch self {
        case .unreadable(let mistakes): Terminal.errors.line(mistakes.text(in: language))
        case .played(let report):
            for failure in report.failures { Terminal.output.line(report.text(of: failure, in: language)) }
            if withHistory {
                for story in report.histories { Terminal.output.line(report.text(of: story, in: language)) }
            }
            Terminal.output.line(report.summary(in: language))
        }
    }

    func json(withHistory: Bool, in language: Language) -> JSON {
        switch self {
        case .unreadable(let mistakes):
            [
                "file": .string(mistakes.file),
                "mistakes": .array(mistakes.mistakes.map { Self.json(of: $0, in: language) }),
            ]
        case .played(let report): report.json(withHistory: withHistory, in: language)
        }
    }

    private static func json(of mistake: ScenarioMistake, in language: Language) -> JSON {
        [
            "line": .integer(Int64(mistake.line)), "column": .integer(Int64(mistake.column)),
            "reason": .string(mistake.reason.text(in: language)),
            "suggestion": mistake.suggestion.map(JSON.string) ?? .null,
        ]
    }
}

extension ScenarioReport {
    /// `dx.scenario: 24 expectations came true (12 commands, 3 tickets, 5 rungs; 2026-03-02T09:00:00+08:00 to …)`
    fileprivate func summary(in language: Language) -> String {
        let (from, to) = (start.rfc3339(in: zone), end.rfc3339(in: zone))
        let counts = Label(
            "\(commands) 项操作,\(tickets) 张单据,\(rungs) 次时限提醒;\(from) 至 \(to)",
            "\(commands) commands, \(tickets) tickets, \(rungs) rungs; \(from) to \(to)")
        let verdict =
            failureCount == 0
            ? Label("\(expectations) 项预期全部成立", "\(expectations) expectations came true")
            : Label("\(failureCount) 处不符", "\(failureCount) lines did not come true")
        return "\(file): \(verdict.text(in: language)) (\(counts.text(in: language)))"
    }

    fileprivate func text(of failure: ScenarioFailure, in language: Language) -> String {
        let (expected, seen) = (failure.expected.text(in: language), failure.seen.text(in: language))
        let place = "\(file):\(failure.line):\(failure.column)"
        let finding = Label("应为“\(expected)”,实为“\(seen)”", "expected \(expected), seen: \(seen)").text(in: language)
        let lines = ["\(place): \(finding)", "    \(failure.at.rfc3339(in: zone))  \(failure.text)"]
        return (lines + (failure.story.map { [text(of: $0, in: language)] } ?? [])).joined(separator: "\n")
    }

    fileprivate func text(of story: TicketStory, in language: Language) -> String {
        let head = "    \(story.name) = \(story.number) \(story.kind.text(in: language))"
        let entries = story.entries.map { entry in
            "      \(entry.at.rfc3339(in: zone))  \(entry.what.text(in: language))  "
                + "→ \(entry.state.text(in: language))  (\(entry.by))"
        }
        let clocks = story.clocks.map { clock in
            "      \(clock.what.text(in: language))  \(clock.due.rfc3339(in: zone))  \(clock.standing.text(in: language))"
        }
        return ([head] + entries + clocks).joined(separator: "\n")
    }

    fileprivate func json(withHistory: Bool, in language: Language) -> JSON {
        var json: JSONObject = [
            "file": .string(file), "policy": .string(policy), "start": .string(start.rfc3339(in: zone)),
            "end": .string(end.rfc3339(in: zone)), "expectations": .integer(Int64(expectations)),
            "commands": .integer(Int64(commands)), "tickets": .integer(Int64(tickets)),
            "rungs": .integer(Int64(rungs)), "failed": .integer(Int64(failureCount)),
            "failures": .array(failures.map { self.json(of: $0, in: language) }),
        ]
        if withHistory { json["histories"] = .array(histories.map { self.json(of: $0, in: language) }) }
        return .object(json)
    }

    private func json(of failure: ScenarioFailure, in language: Language) -> JSON {
        [
            "line": .integer(Int64(failure.line)), "column": .integer(Int64(failure.column)),
            "at": .string(failure.at.rfc3339(in: zone)), "text": .string(failure.text),
            "expected": .string(failure.expected.text(in: language)),
            "seen": .string(failure.seen.text(in: language)),
            "ticket": failure.story.map { json(of: $0, in: language) } ?? .null,
        ]
    }

    private func json(of story: TicketStory, in language: Language) -> JSON {
        [
            "label": .string(story.name), "number": .string(story.number),
            "kind": .string(story.kind.text(in: language)),
            "history": .array(story.entries.map { json(of: $0, in: language) }),
            "clocks": .array(story.clocks.map { json(of: $0, in: language) }),
        ]
    }

    private func json(of entry: TicketStory.Entry, in language: Language) -> JSON {
        [
            "at": .string(entry.at.rfc3339(in: zone)), "what": .string(entry.what.text(in: language)),
            "state": .string(entry.state.text(in: language)), "by": .string(entry.by),
        ]
    }

    private func json(of clock: TicketStory.Clock, in language: Language) -> JSON {
        [
            "what": .string(clock.what.text(in: language)), "due": .string(clock.due.rfc3339(in: zone)),
            "standing": .string(clock.standing.text(in: language)),
        ]
    }
}
