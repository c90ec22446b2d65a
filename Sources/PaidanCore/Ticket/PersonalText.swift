/// Free text about a person (投诉内容, 处理结果, …), sealed with that person's key.
///
/// The core never sees the words: reading a command seals them (`CodingUserInfoKey.sealer`), writing an answer for
/// someone who may read them opens them (`CodingUserInfoKey.opener`). Histories and hashes hold only the sealed form,
/// so erasing a person's key leaves every history provable.
package struct PersonalText: Hashable, Sendable {
    package let sealed: String

    package init(sealed: String) { self.sealed = sealed }

    /// The longest text a field takes, in UTF-8 bytes.
    package static let bytesMax = 16_384
}

package protocol TextSealer: Sendable {
    func seal(_ text: String) throws -> String
}

package protocol TextOpener: Sendable {
    /// - Returns: nil when the person was erased.
    func open(_ sealed: String) -> String?
}

extension PersonalText: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let sealer = decoder.userInfo[.sealer] as? any TextSealer else {
            self.sealed = text
            return
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw DecodingError.unfit("不能为空", "must not be empty", in: container)
        }
        guard text.utf8.count <= Self.bytesMax else {
            throw DecodingError.unfit(
                "超过 \(Self.bytesMax) 字节", "longer than \(Self.bytesMax) bytes", in: container)
        }
        self.sealed = try sealer.seal(text)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let opener = encoder.userInfo[.opener] as? any TextOpener {
            try container.encode(opener.open(sealed))
        } else {
            try container.encode(sealed)
        }
    }
}

extension CodingUserInfoKey {
    // Literals without a zero byte: the initializer cannot fail.
    package static let sealer = CodingUserInfoKey(rawValue: "paidan.sealer")!
    package static let opener = CodingUserInfoKey(rawValue: "paidan.opener")!
}
