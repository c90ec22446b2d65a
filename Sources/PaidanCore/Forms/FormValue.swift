/// A type that may stand in a form. Enums of words with labels, lists and plain structs of such types may as well.
package protocol FormValue: Decodable {
    static var fieldType: FieldType { get }
    /// Any valid value: probing has to hand one to the synthesised initializer. It is thrown away.
    static var sample: Self { get }
}

extension String: FormValue {
    package static var fieldType: FieldType { .text(personal: false) }
    package static var sample: String { "…" }
}

extension PersonalText: FormValue {
    package static var fieldType: FieldType { .text(personal: true) }
    package static var sample: PersonalText { PersonalText(sealed: "…") }
}

extension Int: FormValue {
    package static var fieldType: FieldType { .integer }
    package static var sample: Int { 1 }
}

extension Bool: FormValue {
    package static var fieldType: FieldType { .flag }
    package static var sample: Bool { true }
}

extension Instant: FormValue {
    package static var fieldType: FieldType { .moment }
    package static var sample: Instant { Instant(milliseconds: 0) }
}

extension TicketID: FormValue {
    package static var fieldType: FieldType { .ticket }
    package static var sample: TicketID { TicketID(ULID(high: 0, low: 0)) }
}

extension PersonID: FormValue {
    package static var fieldType: FieldType { .person }
    package static var sample: PersonID { PersonID(ULID(high: 0, low: 0)) }
}

extension Account: FormValue {
    package static var fieldType: FieldType { .account }
    package static var sample: Account { Account(unchecked: "any") }
}

extension Department: FormValue {
    package static var fieldType: FieldType { .department }
    package static var sample: Department { .engineering }
}

extension Category: FormValue {
    package static var fieldType: FieldType { .category }
    package static var sample: Category { Category(unchecked: "any") }
}

/// What probing learns of a type: how it stands in a form, and a value to go on with.
struct Probed<Value> {
    let type: FieldType
    let sample: Value
}

extension Probed where Value: Decodable {
    init(_ type: Value.Type, at place: FormPlace) throws {
        if let known = type as? any FormValue.Type {
            self.init(type: known.fieldType, sample: try place.cast(known.sample))
        } else if let words = type as? any (CaseIterable & RawRepresentable<String> & Worded).Type {
            let (choices, first) = Self.choices(of: words)
            guard let first else { throw FormFlaw(place, .noChoice) }
            self.init(type: .choice(choices), sample: try place.cast(first))
        } else if let list = type as? any ListValue.Type {
            let (element, sample) = try list.probed(at: place)
            self.init(type: .list(element), sample: try place.cast(sample))
        } else {
            let notes = FieldNotes()
            let sample = try Value(from: ProbeDecoder(place: try place.inside(), command: nil, notes: notes))
            self.init(type: .group(notes.fields), sample: sample)
        }
    }

    private static func choices<C: CaseIterable & RawRepresentable<String> & Worded>(of type: C.Type) -> ([Choice], C?)
    {
        let cases = Array(type.allCases)
        return (cases.map { Choice($0.rawValue, $0.label) }, cases.first)
    }
}

/// An array, whatever it holds.
protocol ListValue {
    static func probed(at place: FormPlace) throws -> (element: FieldType, sample: Self)
}

extension Array: ListValue where Element: Decodable {
    static func probed(at place: FormPlace) throws -> (element: FieldType, sample: [Element]) {
        let element = try Probed<Element>(Element.self, at: try place.inside())
        return (element.type, [element.sample])
    }
}
