/// 试探命令: commands of one verb, read off the command's own declaration, as forms are.
///
/// One is made with every optional value and one with none, and from each of the two others that differ in one place: every
/// word of an enum, a moment before and after now, a small and a great number, a list with and without an element. So
/// each value that a guard looks at is tried; of their combinations only these are.
///
/// Reading them off takes longer than all that a walk does with them, and many situations hold the same tickets at the same
/// time: a sampler keeps what it has read.
final class CommandSampler<K: TicketKind> {
    private let samples: SampleValues
    private var read: [K.Verb: [K.Command]] = [:]

    init(samples: SampleValues) { self.samples = samples }

    func commands(_ verb: K.Verb) -> [K.Command] {
        if let known = read[verb] { return known }
        let commands = sampled(verb)
        read[verb] = commands
        return commands
    }

    private func sampled(_ verb: K.Verb) -> [K.Command] {
        let name = K.table.name(of: verb)
        var commands: [K.Command] = []
        for givesAll in [true, false] {
            let base = SampleScript(givesAll: givesAll, samples)
            commands.append(command(name, base))
            for (place, width) in base.widths.enumerated() {
                for choice in 1..<max(width, 1) {
                    commands.append(command(name, SampleScript(givesAll: givesAll, samples, turned: (place, choice))))
                }
            }
        }
        var known: Set<K.Command> = []
        return commands.filter { known.insert($0).inserted }
    }

    private func command(_ name: String, _ script: SampleScript) -> K.Command {
        do {
            return try K.Command(from: SampleDecoder(script: script, verb: name, depth: 0))
        } catch {
            preconditionFailure("\(K.kind).\(name) cannot be made for the proof: \(error)")
        }
    }
}

/// What stands for a value of a command.
struct SampleValues: Hashable {
    let now: Instant
    /// Tickets that are part of this one, then one that it does not know.
    let tickets: [TicketID]
    let departments: [Department]
    let categories: [Category]
}

/// Which of the possible values each place of a command gets: the first, but for one place that is turned.
final class SampleScript {
    private let givesAll: Bool
    private let samples: SampleValues
    private let turned: (place: Int, choice: Int)?
    /// How many values were possible at each place met so far.
    private(set) var widths: [Int] = []

    init(givesAll: Bool, _ samples: SampleValues, turned: (place: Int, choice: Int)? = nil) {
        self.givesAll = givesAll
        self.samples = samples
        self.turned = turned
    }

    func pick<Value>(_ values: [Value]) -> Value {
        defer { widths.append(values.count) }
        guard let turned, turned.place == widths.count, turned.choice < values.count else { return values[0] }
        return values[turned.choice]
    }

    func gives() -> Bool { pick([givesAll, !givesAll]) }

    func value<T: Decodable>(_ type: T.Type, depth: Int) throws -> T {
        if let list = type as? any SampledList.Type { return try cast(list.sample(self, depth: depth)) }
        guard let known = known(type, depth) else {
            return try T(from: SampleDecoder(script: self, verb: nil, depth: depth + 1))
        }
        return try cast(pick(known))
    }

    private func known(_ type: any Decodable.Type, _ depth: Int) -> [any Decodable]? {
        switch type {
        case is Instant.Type: [samples.now + .hours(1), samples.now - .hours(1)]
        case is PersonalText.Type: [PersonalText.sample]
        case is String.Type: [String.sample]
        case is Bool.Type: [true, false]
        case is Int.Type: [1, 3, 1_000]
        // A part that comes in with a command is one that the ticket does not know.
        case is TicketID.Type: depth == 0 ? samples.tickets : [samples.tickets[samples.tickets.count - 1]]
        case is PersonID.Type: [PersonID.sample]
        case is Account.Type: [Account.sample]
        case is Department.Type: samples.departments
        case is Category.Type: samples.categories
        default: (type as? any (CaseIterable & Decodable).Type).map { cases(of: $0) }
        }
    }

    private func cases<C: CaseIterable & Decodable>(of type: C.Type) -> [any Decodable] { Array(type.allCases) }

    private func cast<Value>(_ value: Any) throws -> Value {
        guard let value = value as? Value else { throw NoSample() }
        return value
    }
}

/// A value that no rule of `SampleScript` makes.
struct NoSample: Error {}

/// An array, whatever it holds: of single values with one, of groups first without any.
private protocol SampledList {
    static func sample(_ script: SampleScript, depth: Int) throws -> Self
}

extension Array: SampledList where Element: Decodable {
    fileprivate static func sample(_ script: SampleScript, depth: Int) throws -> [Element] {
        let isSingle = Element.self is any FormValue.Type || Element.self is any CaseIterable.Type
        return script.pick([isSingle, !isSingle]) ? [try script.value(Element.self, depth: depth)] : []
    }
}

private struct SampleDecoder: Decoder {
    let script: SampleScript
    /// The case of the enum that is wanted; nil for a struct.
    let verb: String?
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SampleContainer(script: script, verb: verb, depth: depth))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NoSample() }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NoSample() }
}

private struct SampleContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let script: SampleScript
    let verb: String?
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { verb.flatMap(Key.init(stringValue:)).map { [$0] } ?? [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try script.value(type, depth: depth) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        script.gives() ? try script.value(type, depth: depth) : nil
    }
    // The standard library answers for its own types unless each is named here.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        script.gives() ? try script.value(type, depth: depth) : nil
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        script.gives() ? try script.value(type, depth: depth) : nil
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        script.gives() ? try script.value(type, depth: depth) : nil
    }
    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Inner> {
        KeyedDecodingContainer(SampleContainer<Inner>(script: script, verb: nil, depth: depth))
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NoSample() }
    func superDecoder() throws -> any Decoder { throw NoSample() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw NoSample() }
}
