import Foundation
import PaidanCore
import PaidanEngine
import Testing

@Suite struct RegulationFileTests {
    @Test func everyMistakeOfAFileIsReportedAtOnce() throws {
        let text = (RegulationSample.head + ["zone: CST", "zone: UTC", "workdays: [Monday]", "zoen: UTC"]).joined(
            separator: "\n")

        let errors = try RegulationSample.errors(in: text)

        #expect(
            errors.map { "\($0.line) \($0.code)" } == [
                "4 unknownZone", "5 duplicateKey", "6 unknownDay", "7 unknownKey",
            ])
    }

    @Test func anErrorReadsAsEditorsReadIt() throws {
        let error = try #require(
            try RegulationSample.errors(in: (RegulationSample.head + ["zoen: UTC"]).joined(separator: "\n")).first)

        #expect("\(error)" == "test.yaml:4:1: unknown key zoen; perhaps: zone")
        #expect(error.text(in: .zh) == "test.yaml:4:1: 未知的键 zoen;是否应为:zone")
    }

    @Test func whatIsMissingIsReportedAtTheTop() throws {
        let errors = try RegulationSample.errors(in: "# 注释\n\nname: test\nzone: UTC")

        #expect(Set(errors.map(\.code)) == [.missing])
        #expect(Set(errors.map(\.line)) == [3])
        let required = Kind.parameters.filter(\.mustBeGiven).map(\.key)
        let missing = required + ["title", "workdays", "lateEntryGrace", "routing.departments", "routing.categories"]
        #expect(errors.map(\.reason.en).sorted() == missing.map { "\($0) is missing" }.sorted())
    }

    @Test(arguments: ["", "# 只有注释\n", "---\n"])
    func anEmptyFileIsRefused(text: String) throws {
        #expect(try RegulationSample.errors(in: text).allSatisfy { $0.code == .empty || $0.code == .wrongType })
        #expect(try !RegulationSample.errors(in: text).isEmpty)
    }

    @Test(arguments: ["Bad Name", "-dx", "上海", String(repeating: "a", count: 33)])
    func aNameIsShortAndPlain(name: String) throws {
        let errors = try RegulationSample.errors(in: "name: \(name)\ntitle: {zh: 测试, en: test}\nextends: dx")

        #expect(errors.map(\.code) == [.badName])
    }

    @Test(arguments: [(0, true), (1, false)])
    func twoHundredAndFiftySixKibibytesAreTheLimit(excess: Int, isAllowed: Bool) throws {
        let head = RegulationSample.head.joined(separator: "\n") + "\n# "
        let text = head + String(repeating: "x", count: 256 * 1_024 - head.utf8.count + excess)

        #expect(try RegulationSample.errors(in: text).map(\.code) == (isAllowed ? [] : [.tooLarge]))
    }

    /// It is stored with what it extends, and a stored policy that is too long could never be read again.
    @Test func soAreTheyForAPolicyWithAllThatItExtends() throws {
        let departments = (0..<8_500).map { "    d\($0): {zh: 部, en: dep}" }
        let text = (RegulationSample.head + ["routing:", "  departments:"] + departments).joined(separator: "\n")
        try #require(text.utf8.count <= 256 * 1_024)

        let errors = try RegulationSample.errors(in: text)

        #expect(errors.map(\.code) == [.tooLarge])
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        let loader = RegulationLoader { _ in [0xC4, 0xE3] }

        let error = #expect(throws: RegulationErrors.self) { try loader.load(path: "gb.yaml") }

        #expect(error?.errors.map(\.code) == [.notUTF8])
    }

    @Test func windowsLineEndsAndAByteOrderMarkDoNotMoveLines() throws {
        let text = "\u{FEFF}" + (RegulationSample.head + ["zoen: UTC"]).joined(separator: "\r\n")

        #expect(try RegulationSample.errors(in: text).map { "\($0.place)" } == ["test.yaml:4:1"])
    }

    @Test func aBombOfAliasesIsRefusedBeforeItIsFollowed() throws {
        let levels = (1...12).map { level in
            "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ", ") + "]"
        }
        let text = (["l0: &l0 x"] + levels + ["? *l12\n: x"]).joined(separator: "\n")

        #expect(try RegulationSample.errors(in: text).map(\.code) == [.anchor])
    }

    @Test func deepNestingIsRefusedNotFollowed() throws {
        let text = "name: " + String(repeating: "[", count: 100_000)

        #expect(try RegulationSample.errors(in: text).map(\.code) == [.syntax])
    }

    @Test func aFileOnDiskIsRead() throws {
        let loader = RegulationLoader(proves: false, read: RegulationFiles.read)
        let path = RegulationFixtures.folder + "/revisit.yaml"

        #expect(try loader.load(path: path).policy.name == "revisit")
        #expect(throws: RegulationErrors.self) { try loader.load(path: path + ".gone") }
    }

    @Test func everyCodeIsProvedBySomeTest() {
        let elsewhere: [RegulationErrorCode] = [
            .unreadable, .tooLarge, .notUTF8, .empty, .missing, .badName, .nameTaken, .unknownParent, .cycle, .tooDeep,
            .conflict, .orphan,
        ]

        let proved = Set(RegulationMistakeTests.all.map(\.code) + elsewhere)

        #expect(RegulationErrorCode.allCases.filter { !proved.contains($0) } == [])
    }
}

enum RegulationFixtures {
    static let folder = NSString(string: #filePath).deletingLastPathComponent + "/Fixtures/regulations"
    static let repository = NSString(string: #filePath).deletingLastPathComponent + "/../.."

    static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// - Returns: what the file of the repository holds; `text` itself when `PAIDAN_UPDATE_GOLDEN=1` asks to write it anew.
    static func golden(_ path: String, updating text: String) throws -> String {
        let path = repository + "/" + path
        guard ProcessInfo.processInfo.environment["PAIDAN_UPDATE_GOLDEN"] == "1" else { return try self.text(path) }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return text
    }
}
