/// A step of a coding path that no type declares as a key. Written as RFC 6901 writes it: an index is its digits.
enum JSONPathKey: CodingKey {
    /// Where the coders put what a superclass encodes.
    static let superCoder = JSONPathKey.name("super")

    case name(String)
    case index(Int)

    init(stringValue: String) {
        self = .name(stringValue)
    }

    init(intValue: Int) {
        self = .index(intValue)
    }

    var stringValue: String {
        switch self {
        case .name(let name): name
        case .index(let index): String(index)
        }
    }

    var intValue: Int? {
        switch self {
        case .name: nil
        case .index(let index): index
        }
    }
}
