/// Reads the fields of a command or an opening off its synthesised `Decodable`: the declaration is the form, so the two
/// cannot drift apart. Runs once at start.
enum FormProbe {
    /// - Parameters:
    ///   - command: the case of an enum whose values are wanted; nil for a struct.
    ///   - skipped: fields that nobody is asked for.
    static func fields<T: Decodable>(
        of type: T.Type, command: String? = nil, skipping skipped: [String] = [], at place: String
    ) throws(FormFlaw) -> [Field] {
        let notes = FieldNotes(skipped: skipped)
        let place = FormPlace(place)
        do {
            _ = try T(from: ProbeDecoder(place: place, command: command, notes: notes))
            return notes.fields
        } catch let flaw as FormFlaw {
            throw flaw
        } catch {
            throw FormFlaw(place, .unfit(type: "\(type)"))
        }
    }
}

/// The fields met so far, in the order of declaration.
final class FieldNotes {
    let skipped: [String]
    var fields: [Field] = []

    init(skipped: [String] = []) { self.skipped = skipped }
}

struct ProbeDecoder: Decoder {
    let place: FormPlace
    let command: String?
    let notes: FieldNotes
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ProbeContainer(place: place, command: command, notes: notes))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw FormFlaw(place, .unfit(type: "a bare list"))
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw FormFlaw(place, .unfit(type: "a bare value"))
    }
}

/// Notes each field that is asked for and answers with a sample. Of an enum it first offers the one case that is wanted.
private struct ProbeContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let place: FormPlace
    let command: String?
    let notes: FieldNotes
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { command.flatMap(Key.init(stringValue:)).map { [$0] } ?? [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    private func note<T: Decodable>(_ type: T.Type, _ key: Key, isRequired: Bool) throws -> T {
        let place = place.field(key.stringValue)
        guard command == nil else { throw FormFlaw(place, .unfit(type: "a value without a label")) }
        guard !notes.skipped.contains(key.stringValue) else { return try Probed(type, at: place).sample }
        guard let label = Glossary.field(key.stringValue, of: self.place.name) else { throw FormFlaw(place, .noWord) }
        let probed = try Probed(type, at: place)
        notes.fields.append(Field(name: key.stringValue, label: label, type: probed.type, isRequired: isRequired))
        return probed.sample
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try note(type, key, isRequired: true) }
    /// What nobody is asked for may hold what no form could.
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        notes.skipped.contains(key.stringValue) ? nil : try note(type, key, isRequired: false)
    }
    // The standard library answers for its own types unless each is named here: they would seem required.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try note(type, key, isRequired: false) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try note(type, key, isRequired: false)
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try note(type, key, isRequired: false) }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Inner> {
        guard command != nil else { throw unfit(key) }
        return KeyedDecodingContainer(ProbeContainer<Inner>(place: place, command: nil, notes: notes))
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw unfit(key) }
    func superDecoder() throws -> any Decoder { throw FormFlaw(place, .unfit(type: "a subclass")) }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw unfit(key) }

    private func unfit(_ key: Key) -> FormFlaw {
        FormFlaw(place.field(key.stringValue), .unfit(type: "a value that is decoded by hand"))
    }
}
