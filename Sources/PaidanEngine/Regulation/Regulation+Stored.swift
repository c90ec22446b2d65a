import PaidanCore

extension Regulation {
    /// A policy as it was stored when it was activated, with its calendar and the zone table of that day.
    /// - Throws: when the text no longer reads, or text or table are not what was activated.
    package static func stored(_ row: PolicyRow) throws -> Regulation {
        let zone = try row.zoneTable.map { table in
            guard row.zoneHash == hexadecimalDigest(of: table), let zone = ZoneTable.zone(of: table) else {
                throw EngineError.damagedPolicy(hash: row.hash)
            }
            return zone
        }
        // Activations of before zone tables were stored are read with the tzdata of this machine.
        let zones: ZoneLookup = { name in zone.map { $0.name == name ? $0 : nil } ?? Zone(named: name) }
        let regulation = try RegulationLoader.ofTexts.load(
            text: row.text, file: "stored policy \(row.hash.prefix(8))", zones: zones, isProved: true)
        guard regulation.hash == row.hash else { throw EngineError.damagedPolicy(hash: row.hash) }
        return regulation
    }
}
