internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine

/// A policy as it is named on the command line: a shipped one, a file, or the one in force.
enum PolicyArgument {
    static let active = "active"

    static func regulation(
        _ text: String, _ scope: PolicyScope, _ connection: ConnectionOptions
    ) async throws -> Regulation {
        guard text != active else { return try await PolicyAccess(connection).active(for: scope) }
        // What is no name of a shipped policy is a path, even without a slash.
        return try (PolicySource(text) ?? .file(text)).load()
    }
}

extension ArgumentHelp {
    static var policy: ArgumentHelp {
        .words(
            "自带制度的名称、文件,或 active(现行制度)", "a shipped policy, a file, or active (the one in force)",
            value: "NAME|FILE|active")
    }
}
