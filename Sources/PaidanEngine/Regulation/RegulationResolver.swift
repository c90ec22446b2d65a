import PaidanCore
import ShippedCalendars
import ShippedPolicies

/// Reads a policy and everything that it extends, each file once.
struct RegulationResolver {
    private let read: @Sendable (_ path: String) throws -> [UInt8]
    private var texts: [RegulationSource: [UInt8]]
    private(set) var findings = RegulationFindings()
    private var done: [RegulationSource: RegulationDocument] = [:]
    private var names: [String: (source: RegulationSource, place: RegulationPlace)] = [:]
    private let zones: ZoneLookup

    static let depthMax = 8
    static let filesMax = 64

    /// - Parameter texts: what need not be read.
    init(
        texts: [RegulationSource: [UInt8]] = [:], zones: @escaping ZoneLookup = { Zone(named: $0) },
        read: @escaping @Sendable (_ path: String) throws -> [UInt8]
    ) {
        self.texts = texts
        self.zones = zones
        self.read = read
    }

    /// - Parameter chain: the files that extend this one, the outermost first.
    /// - Parameter place: where this file is named.
    mutating func resolve(
        _ source: RegulationSource, at place: RegulationPlace, chain: [RegulationSource] = []
    ) -> RegulationDocument {
        if let document = done[source] { return document }
        let document = unresolved(source, at: place, chain)
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
    private mutating func unresolved(
        _ source: RegulationSource, at place: RegulationPlace, _ chain: [RegulationSource]
    ) -> RegulationDocument {
        guard let bytes = bytes(of: source, at: place),
            let root = RegulationYAML.root(of: bytes, file: source.file, &findings)
        else {
            var document = RegulationDocument(top: RegulationPlace(file: source.file))
            document.isComplete = false
            return document
        }
        var document = RegulationReader.document(root, zones: zones, &findings)
        readLists(of: &document, in: source)
        noteName(of: document, source, chain)
        return document
    }

    /// Two files with one name: whoever extends the other took it, else the later one; never a shipped policy.
    private mutating func noteName(
        of document: RegulationDocument, _ source: RegulationSource, _ chain: [RegulationSource]
    ) {
        guard !document.name.isEmpty else { return }
        guard let other = names.updateValue((source, document.namePlace), forKey: document.name) else { return }
        if chain.contains(other.source) || source.isShipped {
            findings.add(.nameTaken(document.name, by: source.file), at: other.place)
        } else {
            findings.add(.nameTaken(document.name, by: other.source.file), at: document.namePlace)
        }
    }

    private mutating func bytes(of source: RegulationSource, at place: RegulationPlace) -> [UInt8]? {
        if let bytes = texts[source] { return bytes }
        switch source {
        case .shipped(let name):
            if let text = ShippedPolicies.text(named: name) { return Array(text.utf8) }
            findings.add(.unknownParent(name), at: place)
            return nil
        case .file(let path): return bytes(at: path, namedAt: place)
        }
    }

    private mutating func bytes(at path: String, namedAt place: RegulationPlace) -> [UInt8]? {
        do {
            return try read(path)
        } catch {
            let reason = (error as? FileTrouble)?.reason ?? Label("\(error)", "\(error)")
            findings.add(
                RegulationObjection(
                    .unreadable, "无法读取 \(path):\(reason.zh)", "cannot read \(path): \(reason.en)"),
                at: place)
            return nil
        }
    }

    // MARK: Holiday lists

    private mutating func readLists(of document: inout RegulationDocument, in source: RegulationSource) {
        guard case .lists = document.settings[.holidays]?.value, let place = document.settings[.holidays]?.place else {
            return
        }
        let lists = document.lists.map { entry in
            switch entry {
            case .written(let list): list
            case .named(let reference): list(reference, namedIn: source)
            }
        }
        let whole = lists.compactMap(\.self)
        let value: RegulationValue = whole.count == lists.count ? .lists(whole) : .refused
        document.settings[.holidays] = RegulationSetting(value, at: place)
    }

    private mutating func list(
        _ reference: RegulationDocument.Reference, namedIn source: RegulationSource
    ) -> HolidayList? {
        let bytes: [UInt8]?
        let found = source.source(of: reference.text)
        switch found {
        case .shipped(let name): bytes = ShippedCalendars.text(named: name).map { Array($0.utf8) }
        case .file(let path):
            bytes = self.bytes(at: path, namedAt: reference.place)
            guard bytes != nil else { return nil }
        case nil: bytes = nil
        }
        guard let found, let bytes else {
            findings.add(.unknownList(reference.text), at: reference.place)
            return nil
        }
        return RegulationYAML.root(of: bytes, file: found.file, &findings).flatMap {
            RegulationReader.holidayList($0, &findings)
        }
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

    static func unknownList(_ reference: String) -> RegulationObjection {
        let names = ShippedCalendars.names
        return RegulationObjection(
            .unknownList, "未知的节假日安排 \(reference);内置的有 \(names.joined(separator: "、")),其他须写相对路径",
            "unknown holiday list \(reference); shipped are \(names.joined(separator: ", ")), others are relative paths",
            suggestion: Nearest.word(to: reference, among: names))
    }

    static func nameTaken(_ name: String, by file: String) -> RegulationObjection {
        RegulationObjection(
            .nameTaken, "名称 \(name) 已用于 \(file)", "the name \(name) is that of \(file)", suggestion: "my-\(name)")
    }
}
