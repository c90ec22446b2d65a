/// 制度: the regulation as a value. Read from a file once, never changed; what runs keeps the policy it was set under.
package final class Policy: Sendable {
    package let name: String
    package let title: Label
    package let calendar: WorkCalendar
    package let routing: Routing
    /// A fact that a person reports counts when it happened if it is recorded within this span (30 min, assumption).
    package let lateEntryGrace: Span
    private let readings: [String: ParameterReading]
    private let ladders: [String: Ladder]

    package init(
        name: String, title: Label, calendar: WorkCalendar, routing: Routing, lateEntryGrace: Span,
        readings: [String: ParameterReading], ladders: [String: Ladder]
    ) {
        self.name = name
        self.title = title
        self.calendar = calendar
        self.routing = routing
        self.lateEntryGrace = lateEntryGrace
        self.readings = readings
        self.ladders = ladders
    }

    /// The loader has checked that every required key is there and has its type.
    package subscript<Value: ParameterValue>(parameter: Parameter<Value>) -> Value {
        guard let value = Value.value(of: readings[parameter.key]) else {
            preconditionFailure("policy \(name) was loaded without \(parameter.key)")
        }
        return value
    }

    package subscript(limit key: String) -> Limit? { Limit.value(of: readings[key]) }
    package subscript(leadTime key: String) -> LeadTime? { LeadTime.value(of: readings[key]) }

    /// Whom a clock warns and when; a clock without a ladder warns nobody.
    package func ladder(of clock: String) -> Ladder { ladders[clock] ?? Ladder(warnings: [], late: []) }
}

/// 预警阶梯: the rungs of a clock: warnings, the breach, and where nothing is judged reminders that come again.
package struct Ladder: Hashable, Sendable {
    package struct Warning: Hashable, Sendable {
        package let moment: Moment
        package let tell: [Role]

        package init(_ moment: Moment, tell: [Role]) {
            self.moment = moment
            self.tell = tell
        }
    }

    package enum Moment: Hashable, Sendable {
        case after(Limit)
        case before(Span)
        /// 1–99 percent of the way from start to due.
        case percent(Int)
        /// Whichever of the two comes later: so long before a distant date, at that part of a short way.
        case later(before: Span, percent: Int)
    }

    /// In the order of the file; the loader refuses more than `warningsMax`.
    package let warnings: [Warning]
    package let late: [Role]
    /// Of a reminder only; nil where it rings once.
    package let again: Again?

    package static let warningsMax = 8

    package init(warnings: [Warning], late: [Role], again: Again? = nil) {
        self.warnings = warnings
        self.late = late
        self.again = again
    }

    /// 再次提醒: after the due moment of a reminder, while nobody has acted.
    package struct Again: Hashable, Sendable {
        /// At least `everyMin`.
        package let every: Span
        /// 1 to `timesMax`.
        package let times: Int
        package let tell: [Role]

        package static let everyMin = Span.hours(1)
        package static let timesMax = 10

        package init(every: Span, times: Int, tell: [Role]) {
            self.every = every
            self.times = times
            self.tell = tell
        }
    }

    /// Whom a rung tells.
    package func tells(ofRung rung: Int, isBreach: Bool) -> [Role] {
        if isBreach { return late }
        return rung < warnings.count ? warnings[rung].tell : again?.tell ?? []
    }
}

/// 派单表: which department solves which category.
package struct Routing: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let category: Category
        package let label: Label
        package let department: Department

        package init(category: Category, label: Label, department: Department) {
            self.category = category
            self.label = label
            self.department = department
        }
    }

    package struct Desk: Hashable, Sendable {
        package let department: Department
        package let label: Label

        package init(department: Department, label: Label) {
            self.department = department
            self.label = label
        }
    }

    package let departments: [Desk]
    package let lines: [Line]
    /// Where each stands; every request asks, and a company may have thousands.
    private let places: [Department: Int]
    private let linesByCategory: [Category: Line]

    package init(departments: [Desk], lines: [Line]) {
        self.departments = departments
        self.lines = lines
        places = Dictionary(departments.enumerated().map { ($1.department, $0) }) { first, _ in first }
        linesByCategory = Dictionary(lines.map { ($0.category, $0) }) { first, _ in first }
    }

    package func knows(_ department: Department) -> Bool { places[department] != nil }

    package func label(of department: Department) -> Label {
        places[department].map { departments[$0].label } ?? Label(department.code, department.code)
    }

    /// Those of `categories` that are the department's; all of them where none is, because a person named it.
    package func concerns(of department: Department, among categories: [Category]) -> [Category] {
        let own = categories.filter { category in
            lines.contains { $0.category == category && $0.department == department }
        }
        return own.isEmpty ? categories : own
    }

    /// The departments responsible for `categories`, each once, in the order of the table; nil if a category is unknown.
    package func departments(for categories: [Category]) -> [Department]? {
        var found: Set<Int> = []
        for category in categories {
            guard let line = linesByCategory[category] else { return nil }
            if let place = places[line.department] { found.insert(place) }
        }
        return found.sorted().map { departments[$0].department }
    }
}

/// A policy as activated: the number of its activation stands in every clock that it set.
package struct ActivePolicy: Sendable {
    package let number: Int
    package let policy: Policy

    package init(number: Int, policy: Policy) {
        self.number = number
        self.policy = policy
    }
}
