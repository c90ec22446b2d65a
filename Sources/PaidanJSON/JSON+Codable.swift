// A Codable type may hold a piece of JSON as it is. Only the coders of this module can carry it: others cannot say
// in which order members came, or whether a number was an integer.

extension JSON: Decodable {
    public init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? JSONValueDecoder else {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath, debugDescription: "a JSON tree is read by JSONTreeDecoder only")
            throw DecodingError.dataCorrupted(context)
        }
        self = decoder.value
    }
}

extension JSON: Encodable {
    public func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? JSONValueEncoder else {
            let context = EncodingError.Context(
                codingPath: encoder.codingPath, debugDescription: "a JSON tree is written by JSONByteEncoder only")
            throw EncodingError.invalidValue(self, context)
        }
        encoder.encode(tree: self)
    }
}
