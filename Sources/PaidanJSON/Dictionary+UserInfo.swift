extension [CodingUserInfoKey: any Sendable] {
    /// The form that `Decoder` and `Encoder` ask for.
    var untyped: [CodingUserInfoKey: Any] {
        // Casting even an empty dictionary costs a look-up of both value types.
        if isEmpty { return [:] }
        return self
    }
}
