internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

extension Verifier.Report {
    func json(in language: Language) -> JSON {
        [
            "tickets": .integer(Int64(tickets)), "events": .integer(Int64(events)),
            "files": .integer(Int64(files)), "surplusFiles": .integer(Int64(surplusFiles)),
            "findings": .array(
                findings.map {
                    [
                        "ticket": $0.ticket.map { .string($0.description) } ?? .null,
                        "what": .string($0.what.text(in: language)),
                    ]
                }),
        ]
    }

    func text(in language: Language) -> String {
        let surplus =
            surplusFiles == 0
            ? Label("", "")
            : Label("(另有 \(surplusFiles) 个未附上)", " (and \(surplusFiles) that are not attached)")
        let kept =
            files + surplusFiles == 0
            ? Label("", "") : Label("、\(files) 个附件\(surplus.zh)", ", \(files) files\(surplus.en)")
        let counts = Label(
            "\(tickets) 张工单、\(events) 条事件\(kept.zh):", "\(tickets) tickets, \(events) events\(kept.en): "
        ).text(in: language)
        guard !findings.isEmpty else { return counts + Label("全部一致", "all agree").text(in: language) }
        let lines = findings.map { "  \($0.ticket?.description ?? "-")  \($0.what.text(in: language))" }
        return ([counts + Label("\(findings.count) 处不一致", "\(findings.count) findings").text(in: language)] + lines)
            .joined(separator: "\n")
    }
}
