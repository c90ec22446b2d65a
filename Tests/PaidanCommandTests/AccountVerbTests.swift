import ArgumentParser
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// `paidan token`, `paidan branch` without a server.
@Suite struct AccountVerbTests {
    private func run(_ words: String..., in folder: TemporaryFolder) async throws {
        let command = try Paidan.parseAsRoot(words + ["--data-dir", folder.path, "--json"])
        var verb = try #require(command as? any AsyncParsableCommand)
        try await verb.run()
    }

    @Test func aBranchAndItsClerkAreMadeInTheFolder() async throws {
        let folder = try TemporaryFolder()
        try PolicyVerbTests.prepare(folder.path)

        try await run("branch", "add", "south", "--zh", "南区", in: folder)
        try await run("token", "create", "clerk-2", "--role", "specialist", "--branch", "south", in: folder)
        try await run("token", "revoke", "--account", "clerk-2", "--reason", "换人", in: folder)

        let (tokens, log, branches) = try Office.read(in: DataFolder(path: folder.path)) { office in
            (
                try office.reading.tokens(), try office.reading.accountLog(of: nil, limit: 10),
                try office.reading.branchRows().map(\.label.zh)
            )
        }
        #expect(tokens.map(\.actor.principal) == ["clerk-2"] && tokens[0].revokedAt != nil)
        #expect(tokens[0].actor.branch?.code == "south" && tokens[0].actor.roles == [.specialist])
        #expect(log.map(\.deed) == [.tokenRevoked, .tokenMade, .branchAdded])
        #expect(log.allSatisfy { $0.principal == "local-admin" })
        #expect(branches == ["总公司", "南区"])
    }

    @Test(arguments: [
        ["token", "create", "clerk-2", "--role", "specialist", "--branch", "moon"],
        ["token", "create", "clerk-2", "--role", "departmentWorker", "--department", "navy"],
        ["token", "revoke", "ffffffffffff", "--reason", "x"],
    ])
    func whatIsNotThereIsRefused(_ words: [String]) async throws {
        let folder = try TemporaryFolder()
        try PolicyVerbTests.prepare(folder.path)
        let command = try Paidan.parseAsRoot(words + ["--data-dir", folder.path])
        var verb = try #require(command as? any AsyncParsableCommand)

        do {
            try await verb.run()
            Issue.record("done")
        } catch let trouble as Trouble {
            #expect(trouble.status == .refused)
        }
    }

    @Test(arguments: [
        ["token", "revoke", "--reason", "x"], ["token", "revoke", "1", "--account", "a", "--reason", "x"],
        ["token", "revoke", "1"], ["token", "create", "a", "--role", "router"], ["branch", "add"],
    ])
    func whatIsWrongIsUsage(_ words: [String]) {
        #expect(throws: (any Error).self) { try Paidan.parseAsRoot(words) }
    }

    @Test func aTokenIsShownInALine() {
        let tokens: [JSON] = [
            ["id": "3f9a02c41b7e", "account": "clerk-2", "rolesLabel": "客服专员", "isInForce": true],
            ["id": "1", "isInForce": false, "revokedAt": "2026-03-02T10:00:00+08:00"],
            ["id": "2", "isInForce": false, "expiresAt": "2026-03-01T10:00:00+08:00"],
        ]

        let lines = TokenList.table(of: tokens, .zh).text(on: .plain).split(separator: "\n")

        #expect(lines[1].contains("客服专员") && lines[1].contains("有效"))
        #expect(lines[2].contains("已吊销 2026-03-02 10:00:00") && lines[3].contains("已过期 2026-03-01"))
    }
}
