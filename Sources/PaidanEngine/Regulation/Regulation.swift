import Crypto
package import PaidanCore
internal import PaidanJSON

/// 制度: a policy together with the text that it stands in, as it is stored when it is activated.
package struct Regulation: Sendable {
    package let policy: Policy
    /// The whole policy, with what it extends merged in and keys sorted. Loading it gives an equal policy.
    package let text: String
    /// SHA-256 of `text` in hexadecimal digits: two files that say the same have the same.
    package let hash: String
    /// 派单表 as routing workers get it.
    let routingTable: JSON

    /// - Parameter document: complete; the checks have found nothing.
    init(_ document: RegulationDocument) {
        self.policy = document.policy
        self.text = RegulationWriter.text(of: document)
        self.hash = SHA256.hash(data: Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        let table = document.policy.routing.lines.map { ($0.category.code, JSON.string($0.department.code)) }
        routingTable = .object(JSONObject(table))
    }
}
