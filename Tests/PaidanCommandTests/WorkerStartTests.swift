import ArgumentParser
import PaidanCore
import PaidanWire
import PaidanWorker
import Testing

@testable import paidan

/// What is wrong with a worker is told at its start and not by trying for ever.
@Suite struct WorkerStartTests {
    private func status(_ arguments: [String]) -> paidan.ExitStatus? {
        do {
            _ = try Paidan.parseAsRoot(arguments)
            return nil
        } catch {
            return FailureReport(error, arguments).status
        }
    }

    @Test func aNameHasAtMostSixtyBytes() {
        for verb in [["work", "--queue", "engineering"], ["route"]] {
            #expect(status(verb + ["--name", String(repeating: "x", count: 60)]) == nil)
            #expect(status(verb + ["--name", String(repeating: "水", count: 20)]) == nil)
            #expect(status(verb + ["--name", String(repeating: "x", count: 61)]) == .usage)
            #expect(status(verb + ["--name", ""]) == .usage)
            #expect(status(verb + ["--name", "a\u{7}"]) == .usage)
        }
    }

    @Test func theHeadOfficesQueueMayBeNamedWithItsBranch() {
        #expect(QueueArgument(argument: "main/engineering=3")?.name == "engineering")
        #expect(QueueArgument(argument: "south/engineering")?.name == "south/engineering")
    }

    @Test func theUsualNameFits() throws {
        let route = try #require(try Paidan.parseAsRoot(["route"]) as? Route)
        #expect((1...60).contains(route.options.workerName.utf8.count))
    }

    @Test(arguments: ["../x", "Engineering", "a/b/c", "x y"])
    func aQueueThatCannotBeIsUsage(_ name: String) {
        #expect(status(["work", "--queue", name]) == .usage)
    }

    @Test(arguments: [
        ("/nowhere/program", "there is no such program"), ("no-such-program-anywhere", "there is no such program"),
        ("/etc/passwd", "it is not executable"), ("/usr", "it is a folder"), ("/dev/null", "it is no ordinary file"),
    ])
    func aProgramThatCannotRunIsUsage(_ program: String, _ why: String) {
        do {
            try ProgramPath.require(program)
            Issue.record("\(program) was taken")
        } catch {
            #expect(error.status == .usage)
            #expect(error.text(in: .en).hasSuffix(why))
            #expect(error.text(in: .zh).contains("无法运行 \(program)"))
        }
    }

    @Test func aProgramIsFoundOnThePath() throws {
        try ProgramPath.require("/bin/sh")
        try ProgramPath.require("sh")
        try ProgramPath.require("sh", in: "/nowhere:/bin")
        #expect(throws: Trouble.self) { try ProgramPath.require("sh", in: "/nowhere") }
    }

    @Test func diagnosticsAreToldInChinese() {
        #expect(Diagnostic.retryingConnection(after: .milliseconds(100)).label.zh == "0.1 秒后重新连接")
        #expect(Diagnostic.retryingConnection(after: .microseconds(151_234)).label.en == "connecting again after 0.2 s")
        #expect(
            Diagnostic.peerSilent(for: .milliseconds(10_000)).label.en == "nothing was heard of the server for 10 s")
        #expect(Diagnostic.peerLeft(.shutdown).label.zh == "服务道别:停止")
        #expect(Diagnostic.peerLeft(.shutdown).label.en == "the server said BYE: shutdown")
        #expect(WorkerError.refused(.forbidden).text(in: .zh) == "服务拒绝了此进程:没有这个队列,或不归此进程")
    }

    /// In both languages, and without a word of the message.
    @Test func aProgramThatFailsIsToldOnceAnAttempt() throws {
        func issue(_ attempt: Int) -> PaidanWorker.Issue {
            PaidanWorker.Issue(
                Deliver(
                    queue: "engineering", lease: LeaseTag(id: "m-1", attempt: attempt), ticket: "t", ver: 1, rev: 1,
                    kind: .dispatchNew, enqueuedAt: WireTime(milliseconds: 0), leaseUntil: WireTime(milliseconds: 1),
                    key: "k", body: Array(#"{"data": {"number": "D-12", "content": "王小明"}}"#.utf8)))
        }
        let first = try #require(ProgramFailure(.exited(7, lastLine: Array("王小明".utf8)), of: issue(3)))
        let last = try #require(ProgramFailure(.signalled(9), of: issue(8)))

        #expect(
            first.text(in: .en)
                == "paidan: D-12, attempt 3 of 8: the program ended with code 7; offered again in about 8 s")
        #expect(first.text(in: .zh) == "paidan: D-12 第 3 次(共 8 次):程序以退出码 7 结束;约 8 秒后再次投递")
        #expect(last.text(in: .zh) == "paidan: D-12 第 8 次(共 8 次):程序被信号 9 终止;不再投递,已通知客服主管")
        #expect(ProgramFailure(.exited(0, lastLine: []), of: issue(1)) == nil)
        #expect(ProgramFailure(.cancelled, of: issue(1)) == nil)
    }

    @Test func aMistakeInTheArgumentsIsNamedInChinese() {
        do {
            _ = try Paidan.parseAsRoot(["ticket", "show"])
        } catch {
            #expect(FailureReport(error, [], .zh).text.hasPrefix("用法错误:\n"))
            #expect(!FailureReport(error, [], .en).text.contains("用法"))
        }
    }

    @Test(arguments: [(1_024, 768), (65_536, 1_024), (100, 16)])
    func connectionsLeaveDescriptorsForTheRest(_ descriptors: Int, _ connections: Int) {
        #expect(Descriptors.connections(atMost: 1_024, descriptors: descriptors) == connections)
    }
}
