import PaidanJSON

// Fields whose value is a list or an object of further fields. A list keeps its order; an object keyed by queue or
// feed becomes a list in the order in which it was written.

extension Field {
    /// An array of 0 to `max` elements.
    static func list<Element>(_ element: Field<Element>, max: Int) -> Field where Value == [Element] {
        Field(
            key: element.key, expected: "an array of at most \(max), each \(element.expected)",
            decode: { json in
                guard let values = json.array, values.count <= max else { return nil }
                return allOrNil(values.map(element.decode))
            },
            encode: { values in
                guard values.count <= max else { return nil }
                return allOrNil(values.map(element.encode)).map { .array($0) }
            })
    }

    /// An object of 0 to `max` members, read and written one by one.
    static func map<Element>(
        _ key: String, _ expected: String, max: Int,
        decode: @escaping @Sendable (String, JSON) -> Element?,
        encode: @escaping @Sendable (Element) -> (String, JSON)?
    ) -> Field where Value == [Element] {
        Field(
            key: key, expected: "an object of at most \(max) members, \(expected)",
            decode: { json in
                guard let members = json.object, members.count <= max else { return nil }
                return allOrNil(members.map { decode($0.name, $0.value) })
            },
            encode: { values in
                guard values.count <= max, let members = allOrNil(values.map(encode)) else { return nil }
                guard Set(members.map(\.0)).count == members.count else { return nil }
                return .object(JSONObject(members))
            })
    }

    /// An object with a shape of its own.
    static func object(
        _ key: String, _ expected: String,
        decode: @escaping @Sendable (HeaderReader) throws(WireError) -> Value,
        encode: @escaping @Sendable (Value, inout HeaderWriter) throws(WireError) -> Void
    ) -> Field {
        Field(
            key: key, expected: "an object \(expected)",
            decode: { json in
                guard let members = json.object else { return nil }
                return try? decode(HeaderReader(members))
            },
            encode: { value in
                var writer = HeaderWriter()
                guard (try? encode(value, &writer)) != nil else { return nil }
                return .object(writer.header)
            })
    }

    private static func allOrNil<Element>(_ elements: [Element?]) -> [Element]? {
        let present = elements.compactMap { $0 }
        return present.count == elements.count ? present : nil
    }
}
