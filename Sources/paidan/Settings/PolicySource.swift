internal import Foundation
internal import PaidanCore
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

    /// As somebody names a policy on the command line: what is no shipped one is the path of a file, even without a slash.
    /// - Throws: `Trouble` for a word that is neither.
    static func named(_ text: String) throws(Trouble) -> PolicySource {
        if let source = PolicySource(text) { return source }
        if FileManager.default.fileExists(atPath: text) { return .file(text) }
        let names = ShippedPolicies.names.joined(separator: ", ")
        let near = Nearest.word(to: text, among: ShippedPolicies.names)
        let hint = near.map { Label(";是否应为 \($0)", "; perhaps \($0)") } ?? Label("", "")
        throw Trouble(
            .refused, "“\(text.harmless)”既不是自带制度(\(names)),也不是文件\(hint.zh)",
            "\"\(text.harmless)\" is neither a shipped policy (\(names)) nor a file\(hint.en)")
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
