import PaidanCore
import PaidanEngine
import ShippedPolicies
import Testing

/// The text that is stored.
@Suite struct RegulationTextTests {
    private static func regulations() throws -> [Regulation] {
        let loader = RegulationLoader(proves: false, read: RegulationFiles.read)
        return try ShippedPolicies.names.map { try loader.load(shipped: $0) } + [
            loader.load(path: RegulationFixtures.folder + "/revisit.yaml"),
            loader.load(path: RegulationFixtures.folder + "/canonical.yaml"),
            loader.load(path: RegulationFixtures.folder + "/calendar.yaml"),
        ]
    }

    @Test func storedTextLoadsToAnEqualPolicy() throws {
        for regulation in try Self.regulations() {
            let again = try RegulationSample.loader().load(text: regulation.text, file: "stored.yaml")

            #expect(again.text == regulation.text)
            #expect(again.hash == regulation.hash)
            #expect(PolicyFacts(again.policy) == PolicyFacts(regulation.policy))
        }
    }

    /// Hashes of stored policies depend on every byte of it. The first file is of before policies named a calendar, the second
    /// has hours, holiday lists, days of its own and a limit of each kind.
    @Test(arguments: [
        ("canonical", "59ab1fd24dc65dbe25aecf7cdc40a74ae770cde959f53aa77f3164b72bcb23e6"),
        ("calendar", "ece19b7ae3bd158d5348452909712f03a886099943367f7afa9723256c75987f"),
    ])
    func theCanonicalFormNeverChanges(file: String, hash: String) throws {
        let text = try RegulationFixtures.text(RegulationFixtures.folder + "/\(file).yaml")

        let regulation = try RegulationSample.loader().load(text: text, file: "\(file).yaml")

        #expect(regulation.text == text)
        #expect(regulation.hash == hash)
    }

    @Test func hoursAreWrittenInOneWay() throws {
        let text = RegulationSample.fragment("test", "extends: dx", "call.windows: [15:30-17:00, 9:05-11:30]")

        let stored = try RegulationSample.loader().load(text: text, file: "a.yaml").text

        #expect(stored.contains("\ncall.windows: [09:05-11:30, 15:30-17:00]\n"))
        #expect(stored.contains("\ncall.recordWithin: same day\n"))
    }

    @Test func commentsOrderAndLayoutDoNotChangeTheHash() throws {
        let plain = RegulationSample.fragment("test", "extends: dx", "zone: Asia/Shanghai", "lateEntryGrace: 90 min")
        let other = """
            # 另一种写法
            lateEntryGrace: "1 h 30 min"
            extends: [dx]
            title: {en: "test", zh: test}
            name: 'test'
            """

        let hashes = try [plain, other].map { try RegulationSample.loader().load(text: $0, file: "a.yaml").hash }

        #expect(hashes[0] == hashes[1])
    }

    @Test func anotherValueIsAnotherHash() throws {
        let texts = ["1 h", "61 min"].map { RegulationSample.fragment("test", "extends: dx", "lateEntryGrace: \($0)") }

        let hashes = try texts.map { try RegulationSample.loader().load(text: $0, file: "a.yaml").hash }

        #expect(hashes[0] != hashes[1])
        #expect(hashes.allSatisfy { $0.count == 64 })
    }
}
