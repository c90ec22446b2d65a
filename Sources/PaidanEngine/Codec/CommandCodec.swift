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

    /// What may be done to a ticket of every kind.
    /// - Throws: `Failure.invalid` that points at what is wrong in `data`.
    static func wish<W: Decodable>(_: W.Type, from data: JSON, sealer: TextSeal) throws(Failure) -> W {
        do {
            return try JSONTreeDecoder(userInfo: [.sealer: sealer]).decode(from: data)
        } catch {
            throw .invalid([fieldError(of: error, pointer: error.jsonPointer)])
        }
    }

    private static func fieldError(of error: DecodingError, pointer: String) -> FieldError {
        FieldError(pointer, code(of: error), detail(of: error))
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

    /// What would be right. Types of the program are none of the sender's business.
    private static func detail(of error: DecodingError) -> Label {
        switch (error.jsonFailure, error) {
        case (.missing, _): .isMissing
        case (.outOfRange, _): Label("超出允许的范围", "is out of range")
        case (.unknownCase, _): error.jsonChoices.map(Label.init(oneOf:)) ?? Label("不是可选的值", "is none of the choices")
        case (.wrongType, .typeMismatch(let type, _)): label(for: type)
        case (.invalid, .dataCorrupted(let context)):
            (context.underlyingError as? Unfit)?.label ?? .isInvalid
        case (.wrongType, _), (.invalid, _): .isInvalid
        }
    }

    private static func label(for type: any Any.Type) -> Label {
        switch type {
        case is String.Type: .mustBeText
        case is Bool.Type: .mustBeFlag
        case is any BinaryInteger.Type: .mustBeInteger
        case is any FloatingPoint.Type: .mustBeNumber
        case is [JSON].Type: .mustBeList
        default: .mustBeObject
        }
    }
}

extension Label {
    fileprivate static let isInvalid = Label("填写有误", "is invalid")
}
