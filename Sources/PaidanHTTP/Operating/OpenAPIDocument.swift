internal import Hummingbird
internal import NIOCore
internal import PaidanJSON
internal import Schema
internal import Yams

/// `schema/openapi.yaml` as JSON.
enum OpenAPIDocument {
    @Sendable static func show(_ call: Call) async throws -> Response {
        Answer.buffer(try served.get(), type: Answer.jsonType, caching: "public, max-age=300")
    }

    /// Ready to send; made once.
    static let served = Result { ByteBuffer(bytes: try json(of: Schema.openAPI).bytes) }

    private static func json(of yaml: String) throws -> JSON {
        guard let root = try Yams.compose(yaml: yaml) else { throw NotADocument() }
        return json(of: root)
    }

    struct NotADocument: Error {}

    private static func json(of node: Node) -> JSON {
        switch node {
        case .mapping(let mapping):
            return .object(JSONObject(mapping.map { ($0.key.string ?? "", json(of: $0.value)) }))
        case .sequence(let sequence): return .array(sequence.map(json))
        case .scalar(let scalar): return json(of: scalar, node)
        case .alias: return .null
        }
    }

    /// Quoted text is text, whatever it looks like.
    private static func json(of scalar: Node.Scalar, _ node: Node) -> JSON {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        if let flag = Bool.construct(from: scalar), ["true", "false"].contains(scalar.string) { return .bool(flag) }
        if let number = Int64(scalar.string) { return .integer(number) }
        if let number = Double(scalar.string), number.isFinite { return .number(number) }
        return ["null", "~", ""].contains(scalar.string) ? .null : .string(scalar.string)
    }
}
