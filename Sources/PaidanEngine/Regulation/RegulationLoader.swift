import PaidanCore
import ShippedPolicies

/// Reads policy files. Reports everything that is wrong at once, each with its place.
package struct RegulationLoader: Sendable {
    private let read: @Sendable (_ path: String) throws -> [UInt8]
    private let proves: Bool

    /// - Parameters:
    ///   - proves: whether a policy that lets a ticket be forgotten is refused. The proof takes as long as a thousand readings:
    ///     who only looks at what a file says does without it.
    ///   - read: the bytes of a file; `RegulationFiles.read` outside of tests.
    package init(proves: Bool = true, read: @escaping @Sendable (_ path: String) throws -> [UInt8]) {
        self.proves = proves
        self.read = read
    }

    /// For texts that are at hand. What they extend ships with Paidan; whatever else they name is refused.
    package static let ofTexts = RegulationLoader { path in throw EngineError.readsNoFiles(path) }

    /// A policy that ships with Paidan.
    package static func shipped(_ name: String) throws(RegulationErrors) -> Regulation {
        try ofTexts.load(shipped: name)
    }

    /// A file of the company. It may not call itself like a shipped policy unless it says the same.
    package func load(path: String) throws(RegulationErrors) -> Regulation {
        let source = RegulationSource(path: path)
        let (regulation, namePlace) = try load(source, RegulationResolver(read: read), isProved: false)
        let name = regulation.policy.name
        guard ShippedPolicies.names.contains(name), try load(shipped: name).hash != regulation.hash else {
            return regulation
        }
        var findings = RegulationFindings()
        findings.add(.nameTaken(name, by: RegulationSource.shipped(name).file), at: namePlace)
        throw RegulationErrors(findings)
    }

    /// A text that is at hand; it may have the name of an older shipped policy.
    /// - Parameter file: how findings name it; relative paths in `extends` start from there.
    package func load(text: String, file: String) throws(RegulationErrors) -> Regulation {
        try load(text: text, file: file, zones: { Zone(named: $0) }, isProved: false)
    }

    /// What was activated once: it is read for ever, whatever the proof asks by now.
    package func load(activated text: String, file: String) throws(RegulationErrors) -> Regulation {
        try load(text: text, file: file, zones: { Zone(named: $0) }, isProved: true)
    }

    /// - Parameters:
    ///   - zones: where zones are looked up instead of in the tzdata of this machine.
    ///   - isProved: whether the proof that nothing is forgotten has been made before.
    func load(
        text: String, file: String, zones: @escaping ZoneLookup, isProved: Bool
    ) throws(RegulationErrors) -> Regulation {
        let source = RegulationSource(path: file)
        let resolver = RegulationResolver(texts: [source: Array(text.utf8)], zones: zones, read: read)
        return try load(source, resolver, isProved: isProved).regulation
    }

    /// A policy that is compiled into the program: one of `ShippedPolicies.names`. Its proof is a test of the program.
    package func load(shipped name: String) throws(RegulationErrors) -> Regulation {
        try load(.shipped(name), RegulationResolver(read: read), isProved: true).regulation
    }

    private func load(
        _ source: RegulationSource, _ resolver: RegulationResolver, isProved: Bool
    ) throws(RegulationErrors) -> (regulation: Regulation, namePlace: RegulationPlace) {
        var resolver = resolver
        let document = resolver.resolve(source, at: RegulationPlace(file: source.file))
        var findings = resolver.findings
        RegulationCheck.check(document, &findings)
        let proof = findings.isEmpty && proves && !isProved ? RegulationProof.check(document, &findings) : nil
        guard findings.isEmpty else { throw RegulationErrors(findings) }
        let regulation = Regulation(document, proof)
        // What is stored has to be read again at the next start.
        let bytes = regulation.text.utf8.count
        guard bytes <= RegulationText.bytesMax else {
            findings.add(
                RegulationObjection(
                    .tooLarge, "连同其沿用的制度共 \(bytes) 字节,超过 \(RegulationText.bytesMax)",
                    "with all that it extends it has \(bytes) bytes, more than \(RegulationText.bytesMax)"),
                at: document.namePlace)
            throw RegulationErrors(findings)
        }
        return (regulation, document.namePlace)
    }
}
