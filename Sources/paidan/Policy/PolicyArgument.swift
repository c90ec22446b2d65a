internal import ArgumentParser
internal import PaidanCore
internal import PaidanEngine

/// A policy as it is named on the command line: a shipped one, a file, the one in force, or the number of an activation.
enum PolicyArgument {
    static let active = "active"

    static func regulation(
        _ text: String, _ scope: PolicyScope, _ connection: ConnectionOptions
    ) async throws -> Regulation {
        guard text != active else { return try await PolicyAccess(connection).active(for: scope) }
        if let number = Int(text) { return try await PolicyAccess(connection).activated(number) }
        return try source(named: text).load()
    }

    /// What was activated has a number; its name alone may be that of several.
    private static func source(named text: String) throws(Trouble) -> PolicySource {
        do {
            return try PolicySource.named(text)
        } catch {
            throw Trouble(
                error.status, "\(error.reason.zh);启用过的制度用编号(见 paidan policy list)",
                "\(error.reason.en); one that was activated is named by its number (paidan policy list)")
        }
    }
}

extension ArgumentHelp {
    static var policy: ArgumentHelp {
        .words(
            "自带制度的名称、文件、启用编号,或 active(现行制度)",
            "a shipped policy, a file, the number of an activation, or active (the one in force)",
            value: "NAME|FILE|N|active")
    }
}
