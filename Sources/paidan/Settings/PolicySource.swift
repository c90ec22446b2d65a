internal import PaidanEngine
internal import ShippedPolicies

/// Which regulation a new server begins with.
enum PolicySource: Hashable, Sendable {
    /// Compiled into the program: `dx`.
    case shipped(String)
    case file(String)

    /// A text that looks like a path is one, as in `extends` of a policy file.
    init?(_ text: String) {
        if text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml") {
            self = .file(text)
        } else if ShippedPolicies.names.contains(text) {
            self = .shipped(text)
        } else {
            return nil
        }
    }

    func load() throws(RegulationErrors) -> Regulation {
        switch self {
        case .shipped(let name): try RegulationLoader.shipped(name)
        case .file(let path): try RegulationLoader(read: RegulationFiles.read).load(path: path)
        }
    }
}

extension PolicySource {
    static let usual = PolicySource.shipped(ShippedPolicies.names[0])
}
