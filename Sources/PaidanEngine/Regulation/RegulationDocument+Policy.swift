import PaidanCore

/// From a document without findings to the policy. Lists are in the order of their codes, as the written text is.
extension RegulationDocument {
    var policy: Policy {
        guard case .zone(let zone) = settings[.zone]?.value, case .workdays(let days) = settings[.workdays]?.value,
            case .span(let grace) = settings[.lateEntryGrace]?.value
        else { preconditionFailure("the checks let \(name) through without a calendar") }
        return Policy(
            name: name, title: title, calendar: WorkCalendar(zone: zone, workdays: days),
            routing: Routing(departments: desks, lines: lines), lateEntryGrace: grace, readings: readings,
            ladders: ladders)
    }

    var desks: [Routing.Desk] {
        values { key, value in
            guard case .department(let code) = key, case .department(let label) = value else { return nil }
            return Routing.Desk(department: Department(unchecked: code), label: label)
        }
    }

    var lines: [Routing.Line] {
        values { key, value in
            guard case .category(let code) = key, case .category(let label, let department) = value else { return nil }
            return Routing.Line(category: Category(unchecked: code), label: label, department: department)
        }
    }

    private var readings: [String: ParameterReading] {
        let pairs: [(String, ParameterReading)] = values { key, value in
            guard case .parameter(let name) = key, case .reading(let reading) = value else { return nil }
            return (name, reading)
        }
        let fallbacks = Kind.parameters.compactMap { parameter in parameter.fallback.map { (parameter.key, $0) } }
        return Dictionary(pairs + fallbacks) { given, _ in given }
    }

    private var ladders: [String: Ladder] {
        let pairs: [(String, Ladder)] = values { key, value in
            guard case .clock(let name) = key, case .ladder(let ladder) = value else { return nil }
            return (name, ladder)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func values<Value>(_ pick: (RegulationKey, RegulationValue) -> Value?) -> [Value] {
        settings.sorted { $0.key < $1.key }.compactMap { pick($0.key, $0.value.value) }
    }
}
