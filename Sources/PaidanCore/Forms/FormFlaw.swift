/// A command or an opening that cannot be a form: our bug, found when the program starts.
package struct FormFlaw: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Hashable, Sendable {
        /// No rule says how a person would write such a value.
        case unfit(type: String)
        /// The glossary has no word for the field.
        case noWord
        /// An enum without cases.
        case noChoice
        /// Groups within groups beyond `FormPlace.depthMax`.
        case tooDeep
    }

    /// `complaint.amend.fields`
    package let place: String
    package let problem: Problem

    init(_ place: FormPlace, _ problem: Problem) {
        self.place = place.text
        self.problem = problem
    }

    package var description: String {
        switch problem {
        case .unfit(let type): "\(place): \(type) cannot stand in a form; let it conform to FormValue"
        case .noWord: "\(place): the glossary has no word for this field"
        case .noChoice: "\(place): there is nothing to choose from"
        case .tooDeep: "\(place): more than \(FormPlace.depthMax) groups within each other"
        }
    }
}

/// Where probing is, for the message.
struct FormPlace {
    let text: String
    let depth: Int

    static let depthMax = 4

    init(_ text: String, depth: Int = 0) {
        self.text = text
        self.depth = depth
    }

    /// `amend` of `complaint.amend`: the command or the opening, or the field that holds a group.
    var name: String? { text.split(separator: ".").last.map(String.init) }

    func field(_ name: String) -> FormPlace { FormPlace("\(text).\(name)", depth: depth) }

    func inside() throws(FormFlaw) -> FormPlace {
        guard depth < Self.depthMax else { throw FormFlaw(self, .tooDeep) }
        return FormPlace(text, depth: depth + 1)
    }

    func cast<Value>(_ value: Any) throws(FormFlaw) -> Value {
        guard let value = value as? Value else { throw FormFlaw(self, .unfit(type: "\(Value.self)")) }
        return value
    }
}
