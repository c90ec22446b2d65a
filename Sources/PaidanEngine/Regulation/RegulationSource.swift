/// Where the text of a policy comes from.
enum RegulationSource: Hashable {
    case shipped(String)
    /// A path without `.` and, as far as it goes, without `..`.
    case file(String)

    /// As findings name it.
    var file: String {
        switch self {
        case .shipped(let name): "\(name).yaml"
        case .file(let path): path
        }
    }

    var isShipped: Bool { if case .shipped = self { true } else { false } }

    init(path: String) { self = .file(Self.normalised(path)) }

    /// What `reference` means in this file: a path relative to it if it looks like one, else a shipped policy.
    /// - Returns: nil for a path in a shipped policy, and for an absolute one: a policy that works on one machine only.
    func source(of reference: String) -> RegulationSource? {
        guard reference.contains("/") || reference.hasSuffix(".yaml") || reference.hasSuffix(".yml") else {
            return .shipped(reference)
        }
        guard case .file(let path) = self, !reference.hasPrefix("/") else { return nil }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return RegulationSource(path: folder + reference)
    }

    private static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
