package import PaidanCore

/// Every policy that was ever active, by the number of its activation; running clocks keep the one they were set under.
package struct PolicyShelf: Sendable {
    private var policies: [Int: Regulation] = [:]
    /// The number of the one in force.
    package private(set) var activeNumber = 0

    package init() {}

    package subscript(number: Int) -> Policy {
        guard let regulation = policies[number] else {
            preconditionFailure("a clock names policy \(number), which was never activated")
        }
        return regulation.policy
    }

    package var active: ActivePolicy { ActivePolicy(number: activeNumber, policy: self[activeNumber]) }
    package var activeRegulation: Regulation? { policies[activeNumber] }
    package var isEmpty: Bool { policies.isEmpty }

    package mutating func add(_ regulation: Regulation, number: Int) {
        policies[number] = regulation
        activeNumber = max(activeNumber, number)
    }
}

extension Regulation {
    /// A policy as it was stored when it was activated.
    /// - Throws: when the text no longer reads, or is not the one that was activated.
    static func stored(text: String, hash: String) throws -> Regulation {
        let regulation = try RegulationLoader(read: { path in throw EngineError.readsNoFiles(path) }).load(
            text: text, file: "stored policy \(hash.prefix(8))")
        guard regulation.hash == hash else { throw EngineError.damagedPolicy(hash: hash) }
        return regulation
    }
}

extension RegulationLoader {
    /// A policy that ships with Paidan.
    package static func shipped(_ name: String) throws(RegulationErrors) -> Regulation {
        try RegulationLoader(read: { path in throw EngineError.readsNoFiles(path) }).load(shipped: name)
    }
}
