/// Why a value cannot be what its type holds, in words for whoever sent it. Travels in a `DecodingError`.
package struct Unfit: Error, Hashable, Worded {
    package let label: Label
}

extension DecodingError {
    static func unfit(
        _ zh: String, _ en: String, in container: any SingleValueDecodingContainer
    ) -> DecodingError {
        .dataCorrupted(
            Context(
                codingPath: container.codingPath, debugDescription: en, underlyingError: Unfit(label: Label(zh, en))))
    }
}
