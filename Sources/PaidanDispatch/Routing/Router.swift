package import PaidanEngine
package import PaidanJSON

/// 转单: what a routing worker decides. Everything it needs stands in the message: the categories and the routing table
/// of the policy in force, so it has no database and any number of them may run.
package enum Router {
    /// Why a routing message was not understood.
    package struct Unreadable: Error, Hashable, Sendable {
        package let what: String
    }

    /// The command that forwards the complaint.
    package struct Decision: Hashable, Sendable {
        package let type: String
        package let data: JSONObject
        /// The complaint as the message shows it; another `rev` means that a newer message is on its way.
        package let expectedRev: Int
    }

    /// - Parameter body: a `complaint.route` message, CloudEvents JSON.
    /// - Throws: `Unreadable` when it is something else or lacks a part.
    package static func decide(_ body: [UInt8]) throws(Unreadable) -> Decision {
        guard let event = try? JSON(parsing: body), let data = event["data"] else {
            throw Unreadable(what: "no CloudEvents JSON")
        }
        guard let rev = data["rev"]?.integer, let categories = data["categories"]?.array,
            let table = data["routing"]?.object
        else { throw Unreadable(what: "rev, categories or routing is missing") }
        var departments: [JSON] = []
        for category in categories {
            guard let name = category.string, let department = table[name] else {
                throw Unreadable(what: "the routing table has no line for a category")
            }
            if !departments.contains(department) { departments.append(department) }
        }
        guard !departments.isEmpty else { throw Unreadable(what: "no categories") }
        return Decision(type: "forward", data: ["departments": .array(departments)], expectedRev: Int(rev))
    }

    /// The decision as a worker in the server's own process answers with it.
    package static func answer(to body: [UInt8]) -> Settling.Answer {
        do throws(Unreadable) {
            let decision = try decide(body)
            return .ack(
                Settling.Command(
                    verb: decision.type, data: .object(decision.data), expectedRev: decision.expectedRev))
        } catch {
            return .reject(reason: error.what)
        }
    }
}
