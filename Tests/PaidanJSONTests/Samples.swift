import PaidanJSON

/// Types of every shape that the coders meet in the project.
enum Department: String, Codable {
    case engineering
    case furniture
}

enum Event: Codable, Equatable {
    case forwarded(departments: [Department], at: Timestamp)
    case noted(String)
    case closed
}

/// A number with a meaning, coded as the bare number.
struct Timestamp: Codable, Equatable {
    let milliseconds: Int64

    init(_ milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

struct Customer: Codable, Equatable {
    struct Phone: Codable, Equatable {
        let number: String
        let isMobile: Bool?
    }

    let name: String
    let phones: [Phone]
    var floor: Int8?
    var score: Double?
}

/// Eleven digits; an example of a type that refuses values for its own reasons.
struct PhoneNumber: RawRepresentable, Codable, Equatable {
    let rawValue: String

    init?(rawValue: String) {
        guard rawValue.utf8.count == 11 else { return nil }
        self.rawValue = rawValue
    }
}

extension CodingUserInfoKey {
    /// Never nil: the initialiser is failable for reasons of Objective-C.
    static var suffix: CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: "suffix") else { preconditionFailure("a key has any name") }
        return key
    }
}

/// Takes and drops a suffix that it finds in `userInfo`.
struct Suffixed: Codable, Equatable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        let suffix = decoder.userInfo[.suffix] as? String ?? ""
        text = try decoder.singleValueContainer().decode(String.self) + suffix
    }

    func encode(to encoder: any Encoder) throws {
        let suffix = encoder.userInfo[.suffix] as? String ?? ""
        var container = encoder.singleValueContainer()
        try container.encode(text + suffix)
    }
}
