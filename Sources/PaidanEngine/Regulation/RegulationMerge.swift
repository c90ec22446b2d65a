import PaidanCore

/// A file over what it extends. A child's value wins; parents that give a key differently must be settled by the child.
enum RegulationMerge {
    typealias Parent = (reference: RegulationDocument.Reference, document: RegulationDocument)

    static func merge(
        _ child: RegulationDocument, over parents: [Parent], _ findings: inout RegulationFindings
    ) -> RegulationDocument {
        var inherited: [RegulationKey: (setting: RegulationSetting, from: String)] = [:]
        for parent in parents {
            for (key, setting) in parent.document.settings where child.settings[key] == nil {
                guard let earlier = inherited[key] else {
                    inherited[key] = (setting, parent.reference.text)
                    continue
                }
                guard differ(earlier.setting.value, setting.value) else { continue }
                findings.add(conflict(key, earlier.from, parent.reference.text), at: parent.reference.place)
            }
        }
        var merged = child
        merged.settings.merge(inherited.mapValues(\.setting)) { own, _ in own }
        for parent in parents {
            merged.files += parent.document.files.filter { !merged.files.contains($0) }
        }
        if parents.allSatisfy(\.document.isComplete) { refuseUnknown(child, parents, &findings) }
        merged.isComplete = child.isComplete && parents.allSatisfy(\.document.isComplete)
        return merged
    }

    /// `none` for a department or a category takes away what is inherited; where nothing is, the name is mistyped.
    private static func refuseUnknown(
        _ child: RegulationDocument, _ parents: [Parent], _ findings: inout RegulationFindings
    ) {
        let known = parents.flatMap { parent in parent.document.settings.filter { $0.value.value != .off }.keys }
        let off = child.settings.filter { $0.value.value == .off && !known.contains($0.key) }
        for (key, setting) in off.sorted(by: { $0.value.place < $1.value.place }) {
            switch key {
            case .department(let code):
                let codes = known.compactMap { if case .department(let code) = $0 { code } else { nil } }
                findings.add(.unknown(.unknownDepartment, "部门", "department", code, among: codes), at: setting.place)
            case .category(let code):
                let codes = known.compactMap { if case .category(let code) = $0 { code } else { nil } }
                findings.add(.unknown(.unknownCategory, "问题类别", "category", code, among: codes), at: setting.place)
            case .zone, .workdays, .holidays, .ownDays, .lateEntryGrace, .hours, .parameter, .clock: break
            }
        }
    }

    private static func differ(_ a: RegulationValue, _ b: RegulationValue) -> Bool {
        a != b && a != .refused && b != .refused
    }

    private static func conflict(_ key: RegulationKey, _ first: String, _ second: String) -> RegulationObjection {
        RegulationObjection(
            .conflict, "\(first) 与 \(second) 的 \(key.text) 不同,须在本文件中设定",
            "\(first) and \(second) give \(key.text) differently; set it in this file")
    }
}

extension RegulationObjection {
    fileprivate static func unknown(
        _ code: RegulationErrorCode, _ zh: String, _ en: String, _ name: String, among known: [String]
    ) -> RegulationObjection {
        RegulationObjection(
            code, "所基于的制度中没有\(zh) \(name)", "what it extends has no \(en) \(name)",
            suggestion: Nearest.word(to: name, among: known.sorted()))
    }
}
