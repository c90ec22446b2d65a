import Foundation
import PaidanJSON
import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct ProgramRunnerTests {
    private let issue = PaidanWorker.Issue(.test("m-1.2"))

    @Test func exitZeroAcknowledges() async {
        #expect(await shell("cat > /dev/null; echo done").decide(on: issue) == .acknowledge())
    }

    @Test func aCommandOnTheLastLineFollows() async {
        let verdict = await shell(
            #"echo noise; echo '{"type":"accept","data":{"promisedDate":1},"expect_rev":2}'; echo"#
        ).decide(on: issue)

        #expect(verdict == .acknowledgeThenDo([TicketCommand(type: "accept", data: ["promisedDate": 1], expectRev: 2)]))
    }

    @Test(arguments: ["{\"type\":\"accept\"}", "{\"data\":{}}", "[]", "{", "{\"type\":1,\"data\":{}}"])
    func whatIsNoCommandIsOnlyOutput(line: String) {
        #expect(ProgramRunner.acknowledgement(Array(line.utf8)) == .acknowledge())
    }

    @Test func theIssueComesOnStandardInput() async {
        let script =
            #"read line; case "$line" in *'"id":"m-1","attempt":2'*'"specversion"'*) exit 0;; *) exit 9;; esac"#

        #expect(await shell(script).decide(on: issue) == .acknowledge())
    }

    @Test func anotherExitPutsTheIssueOff() async {
        #expect(await shell("exit 3").decide(on: issue) == .retryLater(reason: "the program ended with code 3"))
    }

    @Test func aSignalPutsTheIssueOff() async {
        #expect(await shell("kill -9 $$").decide(on: issue) == .retryLater(reason: "the program was ended by signal 9"))
    }

    @Test func aProgramThatIsNotThereePutsTheIssueOff() async {
        let verdict = await ProgramRunner(program: "/nowhere/at/all").decide(on: issue)

        guard case .retryLater(let reason, nil) = verdict else {
            Testing.Issue.record("\(verdict)")
            return
        }
        #expect(reason.contains("No such file"))
    }

    @Test func aProgramThatTakesTooLongIsEndedWithItsChildren() async {
        let runner = ProgramRunner(
            program: "/bin/sh", arguments: ["-c", "sleep 600 & sleep 600"], timeLimit: .milliseconds(50))

        #expect(await runner.decide(on: issue) == .retryLater(reason: "the program took longer than 0.1 s"))
    }

    @Test func cancellingEndsTheProgram() async {
        let decision = Task { await shell("sleep 600").decide(on: issue) }
        decision.cancel()

        #expect(
            await decision.value == .retryLater(reason: "the program was stopped: its message was settled elsewhere"))
    }

    @Test func aProgramMayLeaveItsInputUnread() async {
        var deliver = Deliver.test("m-1.1")
        deliver.body = Array(("\"" + String(repeating: "x", count: 250_000) + "\"").utf8)

        #expect(await shell("exec <&-; exit 0").decide(on: PaidanWorker.Issue(deliver)) == .acknowledge())
    }

    @Test func aLongInputIsReadToItsEnd() async {
        var deliver = Deliver.test("m-1.1")
        deliver.body = Array(("\"" + String(repeating: "x", count: 250_000) + "\"").utf8)

        #expect(await shell("test $(wc -c) -gt 250000").decide(on: PaidanWorker.Issue(deliver)) == .acknowledge())
    }

    @Test func aChildThatHoldsTheOutputOpenDoesNotKeepUsWaiting() async {
        #expect(await shell("sleep 5 & exit 0").decide(on: issue) == .acknowledge())
    }

    @Test func argumentsMeetNoShell() async {
        let runner = ProgramRunner(program: "/usr/bin/test", arguments: ["$(exit 1); *", "=", "$(exit 1); *"])

        #expect(await runner.decide(on: issue) == .acknowledge())
    }

    @Test func theLastLineIsKeptAndNoMoreThanThat() {
        var line = LastLine()
        for _ in 1...10_000 { line.append(Array("some output\n".utf8)) }
        line.append(Array("the ".utf8))
        line.append(Array("end\r\n\n".utf8))
        #expect(line.bytes == Array("the end\r".utf8))

        line.append([UInt8](repeating: 65, count: LastLine.bytesMax + 1))
        #expect(line.bytes == [])
    }

    private func shell(_ script: String) -> ProgramRunner {
        ProgramRunner(program: "/bin/sh", arguments: ["-c", script])
    }
}
