/// Why bytes are not an acceptable JSON text, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// Where the fault was seen, in bytes from the start; the length of the text when something is missing at its end.
    public let offset: Int
    public let reason: Reason

    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    public enum Reason: Hashable, Sendable {
        case unexpectedEnd
        case expectedValue
        case expectedMemberName
        case expectedColon
        case expectedCommaOrBracket
        case expectedCommaOrBrace
        case bytesAfterValue

        case malformedNumber
        /// A number beyond ±1.8e308, which a double would round to infinity.
        case numberOutOfRange

        case invalidUTF8
        case controlCharacter
        case invalidEscape
        /// Half of a `\uD83D\uDE00` pair.
        case loneSurrogate

        case duplicateMember
        case tooDeep(limit: Int)
        case tooLong(limit: Int)
        case tooManyMembers(limit: Int)
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    public var description: String {
        "byte \(offset): \(reason)"
    }
}

extension JSONSyntaxError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .expectedValue: "a value must stand here"
        case .expectedMemberName: "a member name in quotes must stand here"
        case .expectedColon: "a colon must follow the member name"
        case .expectedCommaOrBracket: "a comma or a closing bracket must follow the element"
        case .expectedCommaOrBrace: "a comma or a closing brace must follow the member"
        case .bytesAfterValue: "nothing but white space may follow the value"
        case .malformedNumber: "the number is malformed"
        case .numberOutOfRange: "the number is too large for a double"
        case .invalidUTF8: "the string is not valid UTF-8"
        case .controlCharacter: "a control character in a string must be escaped"
        case .invalidEscape: "the escape sequence is unknown or incomplete"
        case .loneSurrogate: "an escaped surrogate stands without its other half"
        case .duplicateMember: "the object already has a member of this name"
        case .tooDeep(let limit): "nesting is deeper than \(limit) levels"
        case .tooLong(let limit): "the text is longer than \(limit) bytes"
        case .tooManyMembers(let limit): "the object has more than \(limit) members"
        }
    }
}
