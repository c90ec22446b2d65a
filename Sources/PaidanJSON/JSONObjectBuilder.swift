/// The members of an object while it is read, with an answer to "have we had this name?" that stays fast.
struct JSONObjectBuilder {
    /// Up to this many members, comparing with each beats hashing.
    private static let linearSearchLimit = 16

    private var members: [JSONObject.Member] = []

    /// All names, once there are more than `linearSearchLimit`; empty before.
    private var names: Set<String> = []

    init() {
        members.reserveCapacity(8)
    }

    var count: Int { members.count }

    var object: JSONObject { JSONObject(distinct: members) }

    func contains(_ name: String) -> Bool {
        if !names.isEmpty { return names.contains(name) }
        for member in members where member.name == name { return true }
        return false
    }

    /// Adds a member whose name is not in the list yet.
    mutating func append(_ member: JSONObject.Member) {
        members.append(member)
        if !names.isEmpty {
            names.insert(member.name)
        } else if members.count > Self.linearSearchLimit {
            names = Set(members.lazy.map(\.name))
        }
    }
}
