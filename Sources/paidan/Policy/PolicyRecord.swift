internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// An activation as it is shown, from the data folder or from the server.
struct PolicyRecord: Sendable {
    let json: JSON

    /// As the server would tell it.
    /// - Parameter isInForce: whether it is the last one of its scope.
    init(_ row: PolicyRow, _ policy: Policy, isInForce: Bool, _ language: Language) {
        let zone = policy.calendar.zone
        var object: JSONObject = [
            "number": .integer(Int64(row.number)), "name": .string(row.name), "hash": .string(row.hash),
            "isInForce": .bool(isInForce), "activatedAt": .string(row.activatedAt.rfc3339(in: zone)),
            "activatedBy": .string(row.principal), "reason": .string(row.reason),
            "title": .string(policy.title.text(in: language)), "tzdata": .string(zone.version),
        ]
        object["branch"] = row.scope.branch.map { .string($0.code) }
        object["kind"] = row.scope.kind.map { .string($0.rawValue) }
        json = .object(object)
    }

    init(_ json: JSON) { self.json = json }

    private func text(_ name: String) -> String { json[name]?.string ?? "" }

    var number: Int { json["number"]?.integer.map { Int($0) } ?? 0 }

    var scope: PolicyScope {
        PolicyScope(branch: Branch(text("branch")), kind: Kind(rawValue: text("kind")))
    }

    static func table(of records: [PolicyRecord], _ language: Language) -> TextTable {
        let heads = [
            Label("编号", "number"), Label("制度", "policy"), Label("适用", "for"), Label("生效", "in force"),
            Label("启用时间", "activated"), Label("启用人", "by"), Label("原因", "reason"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) }, [0: .right])
        for record in records {
            let isInForce = record.json["isInForce"]?.bool == true
            table.add([
                .init("\(record.number)"), .init("\(record.text("name")) \(record.text("hash").prefix(8))"),
                .init(record.scope.label.text(in: language)),
                .init(isInForce ? Label("是", "yes").text(in: language) : "", .green),
                .init(record.text("activatedAt"), .dim), .init(record.text("activatedBy")),
                .init(record.text("reason")),
            ])
        }
        return table
    }
}
