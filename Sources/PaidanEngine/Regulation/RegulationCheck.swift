import PaidanCore

/// What can only be judged of the whole policy, after merging.
enum RegulationCheck {
    static func check(_ document: RegulationDocument, _ findings: inout RegulationFindings) {
        if document.isComplete {
            for key in missing(in: document) { findings.add(.missing(key), at: document.top) }
            checkDepartments(document, &findings)
        }
        for (key, setting) in document.settings {
            guard case .clock(let name) = key, case .ladder(let ladder) = setting.value else { continue }
            RegulationLadderCheck(clock: name, setting: setting, in: document).check(ladder, &findings)
        }
    }

    private static func missing(in document: RegulationDocument) -> [String] {
        let always: [RegulationKey] = [.zone, .workdays, .lateEntryGrace]
        let required = always + Kind.parameters.filter(\.mustBeGiven).map { .parameter($0.key) }
        let keys = required.filter { document.settings[$0] == nil }.map(\.text)
        let present = document.settings.filter { $0.value.value != .off }.keys
        let hasDepartments = present.contains { if case .department = $0 { true } else { false } }
        let hasCategories = present.contains { if case .category = $0 { true } else { false } }
        return keys + (hasDepartments ? [] : ["routing.departments"]) + (hasCategories ? [] : ["routing.categories"])
    }

    private static func checkDepartments(_ document: RegulationDocument, _ findings: inout RegulationFindings) {
        let known = document.settings.compactMap { key, setting in
            if case .department(let code) = key, setting.value != .off { code } else { nil }
        }
        for (key, setting) in document.settings {
            guard case .category(_, let department) = setting.value, !known.contains(department.code) else { continue }
            findings.add(
                RegulationObjection(
                    .unknownDepartment, "\(key.text) 指向未知的部门 \(department)",
                    "\(key.text) points to an unknown department \(department)",
                    suggestion: Nearest.word(to: department.code, among: known)),
                at: setting.parts.first ?? setting.place)
        }
    }
}
