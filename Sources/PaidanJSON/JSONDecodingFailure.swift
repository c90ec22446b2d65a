/// What is wrong with a value, in one word that a program can act on.
///
/// The decoder keeps it as the `underlyingError` of its `DecodingError`s. A type with its own `init(from:)` may do the
/// same to be more precise than `invalid`.
public enum JSONDecodingFailure: String, Error, CaseIterable, Sendable {
    /// A required member or element is not there, or is null.
    case missing

    /// A string where a number is needed, `1.0` where an integer is needed, and so on.
    case wrongType

    /// A number that the type cannot hold.
    case outOfRange

    /// A name that is not among the cases of an enum.
    case unknownCase

    /// A value that its type refuses for reasons of its own.
    case invalid
}

extension JSONDecodingFailure {
    /// Why a value of another kind than needed does not do.
    static func unsuitable(_ json: JSON) -> JSONDecodingFailure {
        json.isNull ? .missing : .wrongType
    }
}
