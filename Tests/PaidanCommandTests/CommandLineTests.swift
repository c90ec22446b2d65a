import ArgumentParser
import Foundation
import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// Queues as they are written on the command line, tickets as they are shown.
@Suite struct CommandLineTests {
    @Test(arguments: [
        ("engineering", "engineering", 5), ("a/engineering=12", "a/engineering", 12), ("x=1000", "x", 1_000),
    ])
    func aQueueMayHaveAWindow(_ text: String, _ name: String, _ window: Int) throws {
        let queue = try #require(QueueArgument(argument: text))

        #expect(queue.name == name)
        #expect(queue.window == window)
    }

    @Test(arguments: ["", "=5", "x=", "x=0", "x=1001", "x=many"])
    func aQueueThatIsNoneIsRefused(_ text: String) {
        #expect(QueueArgument(argument: text) == nil)
    }

    @Test func theProgramTakesTheRestOfTheLine() throws {
        let work = try #require(
            try Paidan.parseAsRoot(["work", "--queue", "a", "--once", "2", "--exec", "sh", "-c", "exit 0", "--queue"])
                as? Work)

        #expect(work.exec == ["sh", "-c", "exit 0", "--queue"])
        #expect(work.once == 2)
    }

    @Test func aTicketListSurvivesWhatItDoesNotKnow() {
        let page: JSON = ["tickets": [["number": "C-1", "due": "2026-03-02T10:00:00.250+08:00", "isLate": true], [:]]]

        let lines = TicketList.table(of: page, .en).text(on: .plain).split(
            separator: "\n", omittingEmptySubsequences: false)

        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("C-1") && lines[1].contains("2026-03-02 10:00"))
    }

    @Test func theReadyFileSaysWhereTheServerIs() throws {
        let json: JSON = [
            "http": "http://[::1]:8480", "dispatch": "tcp://a:1", "bell": "tcp://a:2", "adminToken": "/d/t",
        ]
        let ready = try #require(ReadyFile(json))

        #expect(ready.url?.port == 8_480)
        #expect(ready.adminTokenFile == "/d/t")
        #expect(ReadyFile(["http": "x"]) == nil)
        #expect(throws: Trouble.self) { try ReadyFile(path: "/nowhere") }
    }
}
