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
        merged.isComplete = child.isComplete && parents.allSatisfy(\.document.isComplete)
        return merged
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
