internal import PaidanCore
internal import PaidanEngine

/// The fields of commands, as the machines of this program define them. Which departments and categories there are is the
/// policy's business: `DataOptions` asks for it where somebody writes one as a word.
enum KnownFields {
    /// - Parameter kind: nil for one that only a newer server knows.
    static func ofOpening(_ kind: Kind?) throws -> [Field] {
        guard let kind else { return [] }
        return try FormShelf().opening(of: kind)?.form.fields ?? []
    }

    /// Of every kind that knows the verb: where two share one, their fields of one name have one meaning (the glossary).
    static func ofVerb(_ verb: String) throws -> [Field] {
        let book = try FormBook()
        return Kind.allCases.flatMap { book[$0].allOfATicket }.filter { $0.verb == verb }.flatMap(\.fields)
    }
}
