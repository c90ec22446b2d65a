package import PaidanCore
package import PaidanEngine

/// Writes down, before the answer goes out, who looked up which customer and why.
package protocol AccessLog: Sendable {
    func record(_ person: PersonID, by actor: Actor, reason: String) async throws(DeskError)
}
