/// The members of a JSON object in the order they were written, each name once.
///
/// Look-up is a linear search: protocol messages and events have a dozen members, and at that size comparing beats
/// hashing. Two objects are equal when their members are equal and in the same order.
public struct JSONObject: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public let name: String
        public fileprivate(set) var value: JSON

        public init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    private var members: [Member]

    /// Traps when a name appears twice.
    public init(_ members: some Sequence<(String, JSON)>) {
        var builder = JSONObjectBuilder()
        for (name, value) in members {
            precondition(!builder.contains(name), "two members are called \(name)")
            builder.append(Member(name: name, value: value))
        }
        self = builder.object
    }

    /// Takes members whose names the caller has compared.
    init(distinct members: [Member]) {
        self.members = members
    }

    /// Setting replaces the member where it stands or appends it; setting nil removes it.
    public subscript(name: String) -> JSON? {
        get {
            for member in members where member.name == name { return member.value }
            return nil
        }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int { members.startIndex }
    public var endIndex: Int { members.endIndex }

    public subscript(position: Int) -> Member {
        members[position]
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Traps when a name appears twice, as a dictionary literal does.
    public init(dictionaryLiteral members: (String, JSON)...) {
        self.init(members)
    }
}
