package import PaidanCore
internal import PaidanJSON

/// 制度: a policy together with the text that it stands in, as it is stored when it is activated.
package struct Regulation: Sendable {
    package let policy: Policy
    /// The whole policy, with what it extends and its holiday lists merged in and keys sorted. Loading it gives an equal
    /// policy.
    package let text: String
    /// SHA-256 of `text` in hexadecimal digits: two files that say the same have the same.
    package let hash: String
    /// 时区表: the zone as the tzdata of this machine has it, or as it was stored. No part of the text: one and the same
    /// regulation may have been activated on other tzdata.
    package let zoneTable: String
    /// 派单表 as routing workers get it.
    let routingTable: JSON
    /// By key, in the order of the keys.
    package let lines: [RegulationLine]

    /// 无悬案证明, made when it was read; nil where it had been made before.
    package let proof: NoOrphanProof?

    /// - Parameter document: complete; the checks have found nothing.
    init(_ document: RegulationDocument, _ proof: NoOrphanProof?) {
        self.policy = document.policy
        self.proof = proof
        self.text = RegulationWriter.text(of: document)
        self.hash = hexadecimalDigest(of: text)
        self.zoneTable = ZoneTable.text(of: policy.calendar.zone)
        let table = document.policy.routing.lines.map { ($0.category.code, JSON.string($0.department.code)) }
        routingTable = .object(JSONObject(table))
        lines = RegulationWriter.lines(of: document)
    }
}
