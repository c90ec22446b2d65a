internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket calls --caller me`
struct TicketCalls: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls", abstract: spoken("当日回访清单", "the calls of a day"))

    @Option(help: .words("日期,默认今天", "day, today if not given", value: "YYYY-MM-DD"))
    var date: String?

    @Option(
        help: .words("回访人:账号、me、nobody 或 all(默认)", "caller: an account, me, nobody or all (default)", value: "ACCOUNT"))
    var caller: String?

    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let list = try await connection.client().get(["v1", "call-list"], query: [("date", date), ("caller", caller)])
        let output = connection.output
        guard !output.isJSON else { return Terminal.output.line("\(list)") }
        Terminal.output.line(Self.table(of: list, output.language).text(on: .output))
        if list["isCut"]?.bool == true {
            Terminal.errors.line(output.say("还有更多,这里只列到期最早的", "there are more; these are due first"))
        }
    }

    static func table(of list: JSON, _ language: Language) -> TextTable {
        let heads = [
            Label("单号", "number"), Label("回访", "call"), Label("状态", "state"), Label("约定", "agreed"),
            Label("到期", "due"), Label("拨打", "attempts"), Label("回访人", "caller"), Label("现在", "now"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) })
        for call in list["calls"]?.array ?? [] {
            let isLate = call["isLate"]?.bool == true
            let unwelcome = Label("不愿被打扰", "dislikes calls").text(in: language) + " "
            table.add([
                .init(call["number"]?.string ?? ""),
                .init(
                    (call["dislikesCalls"]?.bool == true ? unwelcome : "") + (call["occasion"]?["label"]?.string ?? "")),
                .init(call["state"]?["label"]?.string ?? ""), .init(call["agreedAt"]?.shortTime ?? ""),
                .init(call["dueAt"]?.shortEnd ?? "", isLate ? .red : .plain),
                .init(attempts(call)), .init(call["caller"]?.string ?? ""),
                .init(call["hour"]?["label"]?.string ?? ""),
            ])
        }
        return table
    }

    private static func attempts(_ call: JSON) -> String {
        ["\(call["attempts"]?.integer ?? 0)", call["lastMiss"]?.string].compactMap(\.self).joined(separator: " ")
    }
}
