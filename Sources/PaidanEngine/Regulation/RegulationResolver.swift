import PaidanCore
import ShippedPolicies

/// Reads a policy and everything that it extends, each file once.
struct RegulationResolver {
    private let read: @Sendable (_ path: String) throws -> [UInt8]
    private var texts: [RegulationSource: [UInt8]]
    private(set) var findings = RegulationFindings()
    private var done: [RegulationSource: RegulationDocument] = [:]
    private var names: [String: RegulationSource] = [:]

    static let depthMax = 8
    static let filesMax = 64

    /// - Parameter texts: what need not be read.
    init(
        texts: [RegulationSource: [UInt8]] = [:], read: @escaping @Sendable (_ path: String) throws -> [UInt8]
    ) {
        self.texts = texts
        self.read = read
    }

    /// - Parameter chain: the files that extend this one, the outermost first.
    /// - Parameter place: where this file is named.
    mutating func resolve(
        _ source: RegulationSource, at place: RegulationPlace, chain: [RegulationSource] = []
    ) -> RegulationDocument {
        if let document = done[source] { return document }
        let document = unresolved(source, at: place)
        let parents = document.extends.compactMap { parent($0, of: source, chain: chain + [source]) }
        var merged = RegulationMerge.merge(document, over: parents, &findings)
        if parents.count < document.extends.count { merged.isComplete = false }
        done[source] = merged
        return merged
    }

    private mutating func parent(
        _ reference: RegulationDocument.Reference, of source: RegulationSource, chain: [RegulationSource]
    ) -> RegulationMerge.Parent? {
        guard let parent = source.source(of: reference.text) else {
            findings.add(.unknownParent(reference.text), at: reference.place)
            return nil
        }
        guard !chain.contains(parent) else {
            let names = (chain + [parent]).map(\.file).joined(separator: " → ")
            findings.add(
                RegulationObjection(.cycle, "循环引用:\(names)", "these extend each other: \(names)"), at: reference.place)
            return nil
        }
        guard chain.count <= Self.depthMax, done.count < Self.filesMax else {
            let (zh, en) = (
                "引用超过 \(Self.depthMax) 层或 \(Self.filesMax) 个文件",
                "more than \(Self.depthMax) levels or \(Self.filesMax) files of extends"
            )
            findings.add(RegulationObjection(.tooDeep, zh, en), at: reference.place)
            return nil
        }
        return (reference, resolve(parent, at: reference.place, chain: chain))
    }

    /// One file as it stands; empty and incomplete when it cannot be read.
    private mutating func unresolved(_ source: RegulationSource, at place: RegulationPlace) -> RegulationDocument {
        guard let bytes = bytes(of: source, at: place),
            let root = RegulationYAML.root(of: bytes, file: source.file, &findings)
        else {
            var document = RegulationDocument(top: RegulationPlace(file: source.file))
            document.isComplete = false
            return document
        }
        let document = RegulationReader.document(root, &findings)
        if let other = names.updateValue(source, forKey: document.name), other != source, !document.name.isEmpty {
            findings.add(.nameTaken(document.name, by: other.file), at: document.namePlace)
        }
        return document
    }

    private mutating func bytes(of source: RegulationSource, at place: RegulationPlace) -> [UInt8]? {
        if let bytes = texts[source] { return bytes }
        switch source {
        case .shipped(let name):
            if let text = ShippedPolicies.text(named: name) { return Array(text.utf8) }
            findings.add(.unknownParent(name), at: place)
        case .file(let path):
            do {
                return try read(path)
            } catch {
                let reason = (error as? FileTrouble)?.reason ?? Label("\(error)", "\(error)")
                findings.add(
                    RegulationObjection(
                        .unreadable, "无法读取 \(path):\(reason.zh)", "cannot read \(path): \(reason.en)"),
                    at: place)
            }
        }
        return nil
    }
}

extension RegulationObjection {
    static func unknownParent(_ reference: String) -> RegulationObjection {
        let names = ShippedPolicies.names
        return RegulationObjection(
            .unknownParent, "未知的制度 \(reference);内置的有 \(names.joined(separator: "、")),其他须写相对路径",
            "unknown policy \(reference); shipped are \(names.joined(separator: ", ")), others are relative paths",
            suggestion: Nearest.word(to: reference, among: names))
    }

    static func nameTaken(_ name: String, by file: String) -> RegulationObjection {
        RegulationObjection(
            .nameTaken, "名称 \(name) 已用于 \(file)", "the name \(name) is that of \(file)", suggestion: "my-\(name)")
    }
}
