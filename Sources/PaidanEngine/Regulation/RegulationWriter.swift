import PaidanCore

/// The canonical form: sorted keys, nothing inherited, nothing switched off, one way to write each value.
/// Never changes for a value that it can write today: hashes of stored policies depend on it.
enum RegulationWriter {
    static func text(of document: RegulationDocument) -> String {
        var entries: [(key: String, text: String)] = [
            ("name", "name: \(quoted(document.name))\n"),
            ("title", "title: \(label(document.title))\n"),
            ("clocks", section("clocks", clocks(document))),
            ("routing", routing(document)),
            ("holidays", section("holidays", lists(document))),
            ("ownDays", section("ownDays", ownDays(document))),
        ]
        for (key, setting) in document.settings {
            if let value = value(setting.value) ?? none(key, setting) {
                entries.append((key.text, "\(key.text): \(value)\n"))
            }
        }
        return entries.sorted { $0.key < $1.key }.map(\.text).joined()
    }

    /// What a policy has to say, it says also where there is no such promise.
    private static func none(_ key: RegulationKey, _ setting: RegulationSetting) -> String? {
        guard case .parameter(let name) = key, setting.value == .off else { return nil }
        return Kind.parameters.contains { $0.key == name && $0.mustBeGiven } ? RegulationLine.none : nil
    }

    /// nil for what stands in a section.
    static func value(_ value: RegulationValue) -> String? {
        switch value {
        case .zone(let zone): zone.name
        case .workdays(let days): list(days.map { RegulationReader.days[$0 - 1] })
        case .hours(let hours): RegulationHours.text(of: hours)
        case .span(let span): RegulationDuration.text(of: span, days: false)
        case .reading(let reading): text(of: reading)
        case .lists, .department, .category, .ladder, .off, .refused: nil
        }
    }

    static func text(of reading: ParameterReading) -> String {
        switch reading {
        case .limit(let limit): RegulationLimit.text(of: limit)
        case .leadTime(let leadTime): RegulationLimit.text(of: leadTime)
        case .count(let count): "\(count)"
        case .flag(let flag): "\(flag)"
        case .roles(let roles): list(roles)
        case .word(let word): word
        case .words(let words): list(words)
        case .hours(let hours): RegulationHours.text(of: hours)
        case .rolesByWord(let roles):
            "{" + roles.sorted { $0.key < $1.key }.map { "\($0.key): \(list($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    // MARK: Sections

    private static func clocks(_ document: RegulationDocument) -> [String] {
        document.settings.sorted { $0.key < $1.key }.flatMap { key, setting -> [String] in
            guard case .clock(let name) = key, case .ladder(let ladder) = setting.value else { return [] }
            return ["\(name):"] + rungs(ladder).map { "  - {\($0)}" }
        }
    }

    static func rungs(_ ladder: Ladder) -> [String] {
        let warnings = ladder.warnings.map { "\(moment($0.moment)), tell: \(list($0.tell))" }
        let late = ladder.late.isEmpty ? [] : ["late: \(list(ladder.late))"]
        let again = ladder.again.map { again in
            let every = RegulationDuration.text(of: again.every, days: true)
            return "again: \(every), times: \(again.times), tell: \(list(again.tell))"
        }
        return warnings + late + [again].compactMap(\.self)
    }

    private static func moment(_ moment: Ladder.Moment) -> String {
        switch moment {
        case .after(let limit): "after: \(RegulationLimit.text(of: limit))"
        case .before(let span): "before: \(RegulationDuration.text(of: span, days: true))"
        case .percent(let percent): "percent: \(percent)"
        case .later(let span, let percent):
            "before: \(RegulationDuration.text(of: span, days: true)), percent: \(percent)"
        }
    }

    private static func routing(_ document: RegulationDocument) -> String {
        let lines = document.lines.map { line in
            "  \(line.category): {department: \(line.department), \(words(line.label))}"
        }
        let desks = document.desks.map { "  \($0.department): \(label($0.label))" }
        return section("routing", ["categories:"] + lines + ["departments:"] + desks)
    }

    private static func lists(_ document: RegulationDocument) -> [String] {
        guard case .lists(let lists) = document.settings[.holidays]?.value else { return [] }
        return lists.flatMap { list in
            [
                "- name: \(quoted(list.name))", "  notice: \(quoted(list.notice))",
                "  year: \(list.year.map { "\($0)" } ?? "none")", "  days:",
            ] + list.runs.map { "    - {\(run($0))}" }
        }
    }

    private static func ownDays(_ document: RegulationDocument) -> [String] {
        guard case .lists(let lists) = document.settings[.ownDays]?.value else { return [] }
        return lists.flatMap(\.runs).map { "- {\(run($0))}" }
    }

    static func run(_ run: HolidayList.Run) -> String {
        let hours =
            switch run.kind {
            case .holiday: "none"
            case .makeup: "usual"
            case .hours(let hours): RegulationHours.text(of: hours)
            }
        return "from: \(run.first.text), to: \(run.last.text), hours: \(hours), \(words(run.label))"
    }

    private static func section(_ name: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\(name):\n" + lines.map { "  \($0)\n" }.joined()
    }

    // MARK: Words

    private static func list(_ roles: [Role]) -> String { list(roles.map(\.rawValue)) }
    private static func list(_ words: [String]) -> String { "[\(words.joined(separator: ", "))]" }
    static func label(_ label: Label) -> String { "{\(words(label))}" }
    static func words(_ label: Label) -> String { "en: \(quoted(label.en)), zh: \(quoted(label.zh))" }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
