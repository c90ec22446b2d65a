/// The elements of one array, taken one after another.
struct JSONUnkeyedDecodingContainer: UnkeyedDecodingContainer {
    private let elements: [JSON]
    private let decoder: JSONValueDecoder
    private(set) var currentIndex = 0

    init(_ elements: [JSON], of decoder: JSONValueDecoder) {
        self.elements = elements
        self.decoder = decoder
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    /// Steps over the element only when it is null.
    mutating func decodeNil() throws -> Bool {
        guard case .null = try element(JSON.self) else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: JSONScalar>(_ type: T.Type) throws -> T {
        let element = try element(type)
        do throws(JSONDecodingFailure) {
            let value = try T.read(element)
            currentIndex += 1
            return value
        } catch {
            throw decoder.error(error, needed: type, at: JSONPathKey.index(currentIndex))
        }
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let value = try child(type).decode(type)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let container = try child(JSONObject.self).container(keyedBy: type)
        currentIndex += 1
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try child([JSON].self).unkeyedContainer()
        currentIndex += 1
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = try child(JSON.self)
        currentIndex += 1
        return decoder
    }

    /// The decoder of the current element.
    private func child(_ needed: any Any.Type) throws -> JSONValueDecoder {
        JSONValueDecoder(try element(needed), in: decoder, at: JSONPathKey.index(currentIndex))
    }

    private func element(_ needed: any Any.Type) throws -> JSON {
        guard !isAtEnd else { throw decoder.error(.missing, needed: needed, at: JSONPathKey.index(currentIndex)) }
        return elements[currentIndex]
    }
}
