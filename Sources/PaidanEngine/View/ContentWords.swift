package import PaidanCore
package import PaidanJSON

/// The words for what tickets and their facts hold: members by the glossary, codes as in the machine's forms, moments in the
/// company's zone, spans as people say them, other tickets by their numbers.
package struct ContentWords: Sendable {
    private let kind: Kind
    private let viewer: Viewer
    private let book: FormBook
    /// Of the tickets that are named and that the viewer may see, by id.
    private let names: [String: Name]

    /// What a ticket that is named is called.
    private struct Name {
        let number: String
        let subject: String?
    }

    /// - Parameters:
    ///   - book: the forms under the ticket's regulation.
    ///   - contents: in which other tickets may be named.
    package init(
        _ kind: Kind, _ book: FormBook, naming contents: [JSON], in reading: any Reading, for viewer: Viewer
    ) throws {
        self.kind = kind
        self.viewer = viewer
        self.book = book
        names = try Self.names(in: contents, reading, viewer)
    }

    // MARK: Members

    package func label(of member: String, in parent: String) -> String {
        kind.type.word(of: member, in: parent).map(viewer.text) ?? member
    }

    /// A customer's id says nothing to people; who it is is shown for a reason only. Nor does a count of what has not
    /// happened.
    package func isShown(_ member: String, _ value: JSON) -> Bool {
        member != "customer" && value != [:] && value != [] && (value != 0 || member == Self.rung)
    }

    private static let rung = "rung"

    // MARK: Values

    package func text(_ flag: Bool) -> String { viewer.text(flag ? Label("是", "yes") : Label("否", "no")) }

    package func text(_ number: Int64, named name: String) -> String {
        switch name {
        case "late": viewer.text(Span(milliseconds: number).label)
        // People count from one.
        case Self.rung: String(number + 1)
        // A turn that is given back after its round had ended is owed.
        case "ahead" where number < 0: viewer.text(Label("0,应补派 \(-number) 单", "0; \(-number) owed"))
        case _ where Money.names.contains(name): Money.text(fen: number)
        default: String(number)
        }
    }

    package func text(_ text: String, named name: String) -> String {
        if let label = label(ofCode: text, named: name) ?? label(ofCode: text, named: name + "s") {
            return viewer.text(label)
        }
        if name == "clock", let key = ClockKey(text: text) { return viewer.text(of: key) }
        if name == "queue", let queue = QueueName(text) { return viewer.text(queue) }
        if name == "step", let label = kind.type.label(ofStep: text) { return viewer.text(label) }
        if name == Attach.field || name == "file", let file = FileDigest(text: text) { return file.short }
        if name == "receipt" { return viewer.text(Self.receipt(text)) }
        if let id = TicketID(text: text) { return calling(id) ?? viewer.text(Self.another) }
        if text.utf8.count >= 20, let moment = Instant(rfc3339: text) {
            return Glossary.deadlines.contains(name) ? viewer.endTime(moment) : viewer.clockTime(moment)
        }
        return text
    }

    private func label(ofCode code: String, named name: String) -> Label? {
        if let label = book.choices[name]?[code] { return label }
        guard Glossary.departments.contains(name), let department = Department(code),
            viewer.routing.knows(department)
        else { return nil }
        return viewer.routing.label(of: department)
    }

    private static let another = Label("另一工单", "another ticket")

    private static func receipt(_ text: String) -> Label {
        text.hasPrefix("\(Actor.Entrance.desk.rawValue):")
            ? Label("人工签收", "taken by a person") : Label("部门程序签收", "taken by the department's program")
    }

    // MARK: Other tickets

    /// Of a ticket that is named and may be seen.
    package func number(of id: TicketID) -> String? { names[id.description]?.number }

    /// What it is about, besides its kind: `隐蔽工程验收`.
    package func subject(of id: TicketID) -> String? { names[id.description]?.subject }

    /// `N-3(隐蔽工程验收)`
    private func calling(_ id: TicketID) -> String? {
        guard let name = names[id.description], let subject = name.subject else { return number(of: id) }
        return viewer.text(Label("\(name.number)(\(subject))", "\(name.number) (\(subject))"))
    }

    /// How many other tickets are looked up; a page that names more shows the rest without number.
    private static let namedMax = 500
    /// And of how many of them the histories are read, to say what they are about.
    private static let toldMax = 60

    private static func names(
        in contents: [JSON], _ reading: any Reading, _ viewer: Viewer
    ) throws -> [String: Name] {
        var ids: [TicketID] = []
        for value in contents { collect(from: value, into: &ids) }
        var (names, told): ([String: Name], Int) = ([:], 0)
        for id in Set(ids).sorted().prefix(namedMax) {
            guard let row = try reading.soundTicketRow(id), try viewer.sight.sees(row, in: reading) else { continue }
            let isTold = row.kind.type.hasSubject && told < toldMax
            let subject = isTold ? try SubjectWords(of: row, in: reading, for: viewer) : nil
            if isTold { told += 1 }
            names[id.description] = Name(number: row.numberText, subject: subject?.label)
        }
        return names
    }

    private static func collect(from value: JSON, into ids: inout [TicketID]) {
        switch value {
        case .string(let text): if let id = TicketID(text: text) { ids.append(id) }
        case .array(let values): for value in values { collect(from: value, into: &ids) }
        case .object(let object):
            for member in object where member.name != "customer" { collect(from: member.value, into: &ids) }
        case .null, .bool, .integer, .number: break
        }
    }

    // MARK: All of it in lines

    /// Every value with the words of its place, in order: `登记内容 / 内容`: `瓷砖空鼓`. What the viewer may not read is left out.
    /// - Parameter name: of the fact that holds it; some words mean something else there.
    package func lines(of value: JSON, named name: String = "") -> [(label: String, text: String)] {
        lines(of: value, named: name, under: [])
    }

    package func json(of value: JSON) -> JSON {
        .array(lines(of: value).map { ["label": .string($0.label), "text": .string($0.text)] })
    }

    private func lines(of value: JSON, named name: String, under path: [String]) -> [(label: String, text: String)] {
        func line(_ text: String) -> [(label: String, text: String)] { [(path.joined(separator: " / "), text)] }
        switch value {
        case .null: return []
        case .bool(let flag): return line(text(flag))
        case .integer(let number): return line(text(number, named: name))
        case .number(let number): return line(String(number))
        case .string(let string): return line(text(string, named: name))
        case .array(let values):
            let scalars = values.compactMap { scalar($0, named: name) }
            if scalars.count == values.count { return line(scalars.joined(separator: viewer.text(Label("、", ", ")))) }
            return values.enumerated().flatMap { lines(of: $1, named: name, under: numbered(path, $0 + 1)) }
        case .object(let object): return lines(of: object, named: name, under: path)
        }
    }

    private func lines(
        of object: JSONObject, named name: String, under path: [String]
    ) -> [(label: String, text: String)] {
        if object.count == 1, let only = object.first {
            // What a case holds without naming it, and a case that holds nothing.
            if only.name == "_0" { return lines(of: only.value, named: name, under: path) }
            if only.value == [:] { return [(path.joined(separator: " / "), label(of: only.name, in: name))] }
        }
        return object.filter { isShown($0.name, $0.value) }.flatMap { member in
            lines(of: member.value, named: member.name, under: path + [label(of: member.name, in: name)])
        }
    }

    private func scalar(_ value: JSON, named name: String) -> String? {
        switch value {
        case .bool(let flag): text(flag)
        case .integer(let number): text(number, named: name)
        case .string(let string): text(string, named: name)
        case .null, .number, .array, .object: nil
        }
    }

    /// `部门转单 2`
    private func numbered(_ path: [String], _ number: Int) -> [String] {
        path.dropLast() + [[path.last, "\(number)"].compactMap(\.self).joined(separator: " ")]
    }
}

extension Viewer {
    /// `2026-03-02 10:00` in the company's zone, with the year: a list may go back to another one.
    package func clockTime(_ moment: Instant) -> String { moment.clockTime(in: zone) }

    /// The department whose clock it is, or who has to hear of a date; nil where it is the ticket's.
    package func text(subjectOf key: ClockKey) -> String? {
        Department(key.subject).map { text($0) } ?? Party(subject: key.subject).map { text($0.label) }
    }

    /// `2026-03-06 24:00` of a moment that ends something.
    package func endTime(_ moment: Instant) -> String { moment.endTime(in: zone) }

    /// An account; parts of the system by what they are.
    package func text(account principal: String) -> String {
        let system = [Actor.clock: Role.clock, .queue: .queue, .ticket: .ticket, .router: .router]
        return system.first { $0.key.principal == principal }.map { text($0.value.label) } ?? principal
    }
}

extension Instant {
    /// The same of a moment by which something has to be done: midnight is 24:00 of the day before (当日 24:00), which is over
    /// then.
    package func endTime(in zone: Zone) -> String {
        zone.isMidnight(self) ? "\(zone.date(endingAt: self).text) \(MomentWords.dayEnd)" : clockTime(in: zone)
    }
}
