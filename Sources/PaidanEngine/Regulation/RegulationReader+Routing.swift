import PaidanCore

/// 派单表.
extension RegulationReader {
    mutating func readRouting(_ node: RegulationNode) {
        for pair in table(node) {
            switch pair.key {
            case "departments":
                for department in table(pair.value) { readDepartment(department) }
            case "categories":
                for category in table(pair.value) { readCategory(category) }
            default:
                findings.add(.unknownKey(pair.key, among: ["departments", "categories"]), at: pair.place)
            }
        }
    }

    /// The routing workers' queue, and the feed of everything.
    private static let reserved = [QueueName.routing.text, Engine.wholeFeed]

    /// `engineering: {zh: 工程部, en: engineering department}`, or `none`.
    private mutating func readDepartment(_ pair: RegulationNode.Pair) {
        guard code(pair.key, Department.self, at: pair.place) != nil else { return }
        guard !Self.reserved.contains(pair.key) else {
            return findings.add(
                RegulationObjection(
                    .badCode, "\(pair.key) 是系统保留的名称", "\(pair.key) is the name of a queue or feed of the system",
                    suggestion: "engineering"), at: pair.place)
        }
        let value: RegulationValue? = pair.value.isNone ? .off : label(pair.value).map { .department($0) }
        set(.department(pair.key), value, at: pair.place)
    }

    /// `construction: {zh: 施工, en: construction, department: engineering}`, or `none`.
    private mutating func readCategory(_ pair: RegulationNode.Pair) {
        guard code(pair.key, Category.self, at: pair.place) != nil else { return }
        guard !pair.value.isNone else { return set(.category(pair.key), .off, at: pair.place) }
        guard let record = record(pair.value, ["zh", "en", "department"]), let node = record["department"] else {
            return set(.category(pair.key), nil, at: pair.place)
        }
        let label = label(in: record)
        let department = word(node).flatMap { code($0, Department.self, at: node.place) }
        let value: RegulationValue? = if let label, let department { .category(label, department) } else { nil }
        set(.category(pair.key), value, at: pair.place, parts: [node.place])
    }

    private mutating func code<Value: Code>(_ text: String, _ type: Value.Type, at place: RegulationPlace) -> Value? {
        if let code = Value(text) { return code }
        findings.add(
            RegulationObjection(
                .badCode, "代码 \(text) 须为 1–32 个小写字母、数字或 -,以字母开头",
                "the code \(text) is not 1–32 characters a–z, 0–9 and -, starting with a letter",
                suggestion: "main-material"), at: place)
        return nil
    }
}
