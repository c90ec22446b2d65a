internal import PaidanCore
internal import PaidanJSON

/// Reads commands and openings from JSON; texts are sealed while they are read.
enum CommandCodec {
    /// - Throws: `Failure.invalid` that points at what is wrong in `data`.
    static func opening<K: TicketKind>(of _: K.Type, from data: JSON, sealer: TextSeal) throws(Failure) -> K.Opening {
        do {
            return try JSONTreeDecoder(userInfo: [.sealer: sealer]).decode(from: data)
        } catch {
            throw .invalid([fieldError(of: error, pointer: error.jsonPointer)])
        }
    }

    /// - Throws: `Failure.invalid` that points at what is wrong in `data`.
    static func command<K: TicketKind>(
        of _: K.Type, _ verb: String, from data: JSON, sealer: TextSeal
    ) throws(Failure) -> K.Command {
        do {
            return try JSONTreeDecoder(userInfo: [.sealer: sealer]).decode(from: .object([verb: data]))
        } catch {
            throw .invalid([fieldError(of: error, pointer: pointer(inData: error))])
        }
    }

    private static func fieldError(of error: DecodingError, pointer: String) -> FieldError {
        FieldError(pointer: pointer, code: code(of: error), detail: detail(of: error))
    }

    /// A command is read from `{"verb":{…}}`; the pointer is given into the data.
    private static func pointer(inData error: DecodingError) -> String {
        let pointer = error.jsonPointer
        guard let end = pointer.dropFirst().firstIndex(of: "/") else { return "" }
        return String(pointer[end...])
    }

    private static func code(of error: DecodingError) -> FieldError.Code {
        switch error.jsonFailure {
        case .missing: .missing
        case .wrongType: .wrongType
        case .outOfRange: .outOfRange
        case .unknownCase: .unknownChoice
        case .invalid: .invalid
        }
    }

    private static func detail(of error: DecodingError) -> String {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context.debugDescription
        @unknown default: "invalid"
        }
    }
}
