internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON
internal import PaidanWorker

/// 主流程: clerk, routing worker, department and customer, one step after the other; each is checked at the server.
final class DemoPlay {
    private let server: PrivateServer
    private let steps: DemoProtocol
    private let output: OutputOptions

    private static let service = Label("客服", "service")
    private static let department = Label("工程部", "engineering")
    private static let system = Label("系统", "system")

    init(_ server: PrivateServer, _ output: OutputOptions) {
        self.server = server
        self.output = output
        steps = DemoProtocol(output)
    }

    func run() async throws {
        let ready = try await serverIsReady()
        let desk = try DemoDesk(ready, output.language)
        let department = try DemoDepartment(endpoint: ready.dispatch)
        try await withThrowingTaskGroup { group in
            group.addTask { try await department.run() }
            try await complaintToClosed(desk, department)
            department.stop()
            try await group.waitForAll()
        }
        try await everythingAgrees()
        steps.end()
    }

    private func serverIsReady() async throws -> ReadyFile {
        try await steps.step(Label("服务就绪", "the server is ready"), by: Self.system) { [server] in
            let ready = try await server.ready()
            return (ready, ready.http)
        }
    }

    private func complaintToClosed(_ desk: DemoDesk, _ department: DemoDepartment) async throws {
        let begun = ContinuousClock.now
        let complaint = try await steps.step(Label("登记投诉", "a clerk opens a complaint"), by: Self.service) {
            let ticket = try await desk.open()
            return (ticket, ticket.text)
        }
        let issue = try await steps.step(
            Label("登记 → 转单 → 部门收到", "opened → routed → department has it"), by: Self.department, since: begun
        ) {
            let issue = try await department.nextDispatch()
            return (issue, issue.data?["number"]?.string ?? issue.ticket)
        }
        try await step(Label("签收", "delivery is recorded"), Self.system, desk, issue.ticket, becomes: "published") {}
        try await step(Label("承诺日期", "it promises a date"), Self.department, desk, issue.ticket, becomes: "working") {
            try await department.perform("accept", on: issue.ticket, ["promisedDate": .string(desk.inTwoDays)])
        }
        try await step(Label("报告完成", "it reports the work done"), Self.department, desk, issue.ticket, becomes: "done")
        {
            let report: JSONObject = ["result": "已更换密封圈,不再漏水", "cause": "密封圈老化", "responsible": "施工一组"]
            try await department.perform("reportDone", on: issue.ticket, report)
        }
        try await step(
            Label("投诉待告知客户", "the complaint awaits telling"), Self.system, desk, complaint.id,
            becomes: "awaitingRevisit"
        ) {}
        try await step(
            Label("告知客户,结案", "the customer is told, it closes"), Self.service, desk, complaint.id, becomes: "closed"
        ) {
            try await desk.act("replyToCustomer", on: complaint.id, ["text": "厨房漏水已修好,请您验收。"])
        }
    }

    /// Does something and looks at the server until the ticket is where it should be.
    private func step(
        _ title: Label, _ who: Label, _ desk: DemoDesk, _ ticket: String, becomes state: String,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await steps.step(title, by: who) {
            try await work()
            return ((), try await desk.wait(for: ticket, toBe: state).text)
        }
    }

    /// After the server has drained, its data are replayed.
    private func everythingAgrees() async throws {
        let language = output.language
        try await steps.step(Label("停止服务并核对数据", "the server stops, data agree"), by: Self.system) { [server] in
            await server.stop()
            let report = try Verification.run(data: server.data, title: nil)
            guard await server.hasEndedWell, report.findings.isEmpty else {
                throw Trouble(.ioError, report.text(in: .zh), report.text(in: .en))
            }
            return ((), report.text(in: language))
        }
    }
}
