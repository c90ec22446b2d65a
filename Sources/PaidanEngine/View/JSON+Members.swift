package import PaidanJSON

extension JSON {
    /// An object of the members that have a value.
    package static func members(_ members: (String, JSON?)...) -> JSON {
        .object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } }))
    }

    package static func count(_ number: Int) -> JSON { .integer(Int64(number)) }
}
