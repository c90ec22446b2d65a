internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// An activation as it is shown, from the data folder or from the server.
struct PolicyRecord: Sendable {
    let json: JSON

    init(_ json: JSON) { self.json = json }

    init(_ number: Int, in office: Office, _ language: Language) throws {
        guard let row = try office.reading.activatedPolicies().first(where: { $0.number == number }) else {
            preconditionFailure("what was activated is stored")
        }
        json = .object(try office.activations(in: language).json(row, in: office.reading))
    }

    private func text(_ name: String) -> String { json[name]?.string ?? "" }

    var number: Int { json["number"]?.integer.map { Int($0) } ?? 0 }

    var scope: PolicyScope {
        PolicyScope(branch: Branch(text("branch")), kind: Kind(rawValue: text("kind")))
    }

    private var isInForce: Bool { json["isInForce"]?.bool == true }

    /// Who has something narrower instead: `south (3), complaint (4)`; empty where nobody has.
    private func exceptions(in language: Language) -> String {
        (json["exceptFor"]?.array ?? []).map { exception in
            let record = PolicyRecord(exception)
            return "\(record.scope.label.text(in: language)) (\(record.number))"
        }.joined(separator: language == .zh ? "、" : ", ")
    }

    /// `yes`, `yes, except south (3)`, `no: south (3) stand before it`, `withdrawn 2026-03-02 10:00:00`; nothing where a later
    /// one replaced it.
    func standing(in language: Language) -> TextTable.Cell {
        if let withdrawn = json["withdrawn"] {
            let at = withdrawn["at"]?.clockTime ?? ""
            return .init(Label("已停用 \(at)", "withdrawn \(at)").text(in: language), .dim)
        }
        guard isInForce else { return .init("") }
        let others = exceptions(in: language)
        if others.isEmpty { return .init(Label("是", "yes").text(in: language), .green) }
        if json["isShadowed"]?.bool == true {
            return .init(Label("暂不适用于任何工单:\(others) 优先", "for no ticket: \(others) first").text(in: language), .yellow)
        }
        return .init(Label("是,\(others) 除外", "yes, except \(others)").text(in: language), .green)
    }

    /// For which tickets it holds from now on, in a sentence.
    func concerned(in language: Language) -> String {
        let (whom, others) = (scope.words, exceptions(in: language))
        if others.isEmpty { return Label("适用于\(whom.zh)", "it holds for \(whom.en)").text(in: language) }
        let sentence =
            json["isShadowed"]?.bool == true
            ? Label(
                "\(whom.zh)目前全部另有制度:\(others);它暂不适用于任何工单",
                "\(whom.en) all have another one at present: \(others); so it holds for no ticket")
            : Label("适用于\(whom.zh),另有制度的除外:\(others)", "it holds for \(whom.en) but those of: \(others)")
        return sentence.text(in: language)
    }

    /// Which departments keep open work and get no new one: `工程部 2、south/工程部 1`; nil where none does.
    func leftBehind(in language: Language) -> String? {
        let departments = (json["leftBehind"]?.array ?? []).map { one in
            let name = one["departmentLabel"]?.string ?? one["department"]?.string ?? ""
            let place = one["branch"]?.string.map { "\($0)/\(name)" } ?? name
            return "\(place) \(one["open"]?.integer ?? 0)"
        }
        guard !departments.isEmpty else { return nil }
        let all = departments.joined(separator: language == .zh ? "、" : ", ")
        return Label(
            "不再转给以下部门,其未结工单仍由其办完:\(all)",
            "nothing new goes to these departments, which finish what they have open: \(all)"
        ).text(in: language)
    }

    static func table(of records: [PolicyRecord], _ language: Language) -> TextTable {
        let heads = [
            Label("编号", "number"), Label("制度", "policy"), Label("适用", "for"), Label("生效", "in force"),
            Label("启用时间", "activated"), Label("启用人", "by"), Label("原因", "reason"),
        ]
        var table = TextTable(heads.map { $0.text(in: language) }, [0: .right])
        for record in records {
            table.add([
                .init("\(record.number)"), .init("\(record.text("name")) \(record.text("hash").prefix(8))"),
                .init(record.scope.label.text(in: language)), record.standing(in: language),
                .init(record.text("activatedAt"), .dim), .init(record.text("activatedBy")),
                .init(record.text("reason")),
            ])
        }
        return table
    }
}
