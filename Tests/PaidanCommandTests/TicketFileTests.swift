import ArgumentParser
import Foundation
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import paidan

/// Files on the command line: which are brought, which is meant, where one is written.
@Suite struct TicketFileTests {
    private static let digests = ["3fa1", "3fa2", "90ab"].map { $0 + String(repeating: "0", count: 60) }

    @Test func theBeginningOfADigestIsEnoughWhereItTellsOneApart() throws {
        #expect(try TicketFile.digest("90ab", among: Self.digests).description == Self.digests[2])
        #expect(try TicketFile.digest("3FA1", among: Self.digests).description == Self.digests[0])
        #expect(try TicketFile.digest(Self.digests[1], among: Self.digests).description == Self.digests[1])
        // One that was attached and waits as well is one.
        #expect(try TicketFile.digest("90ab", among: Self.digests + [Self.digests[2]]).description == Self.digests[2])
    }

    @Test(arguments: ["3fa", "ffff", "", "../x"]) func whatTellsNoneApartIsRefused(_ text: String) {
        #expect(throws: Trouble.self) { try TicketFile.digest(text, among: Self.digests) }
        #expect(throws: Trouble.self) {
            try TicketFile.digest("3fa1", among: Self.digests + ["3fa1" + String(repeating: "1", count: 60)])
        }
    }

    @Test func onlyFieldsThatTakeFilesBringThem() throws {
        let fields = try KnownFields.ofVerb("reportDone")

        #expect(try Assignment("files=@a.jpg").fileToUpload(in: fields) == "a.jpg")
        #expect(try Assignment("files=abc").fileToUpload(in: fields) == nil)
        #expect(try Assignment("result=@a.txt").fileToUpload(in: fields) == nil)
        #expect(try Assignment("files=@a.jpg").fileToUpload(in: []) == nil)
    }

    @Test func filesThatAreBroughtAreNamedByTheirDigests() async throws {
        let options = try DataOptions.parse(
            ["result=好", "files=@a.jpg", "files=@b.jpg", "files=\(Self.digests[2])"].flatMap { ["--set", $0] })

        let data = try await options.object(
            KnownFields.ofVerb("reportDone"), policies: { throw Trouble(.usage, "", "") },
            zone: { throw Trouble(.usage, "", "") },
            upload: { paths in
                #expect(paths == ["a.jpg", "b.jpg"])
                return Array(Self.digests.prefix(2))
            })

        #expect(data["files"] == .array(Self.digests.map(JSON.string)))
        #expect(data["result"] == "好")
    }

    @Test func nothingThatIsThereIsOverwritten() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: place) }

        try PrivateFile.writeNew([1, 2, 3], to: place)

        #expect(throws: FileTrouble.self) { try PrivateFile.writeNew([4], to: place) }
        #expect(try PlainFile.bytes(of: place, atMost: 9) == [1, 2, 3])
    }

    @Test func theListSaysWithWhichStepAFileCame() {
        let answer: JSON = [
            "files": [
                [
                    "digest": .string(Self.digests[0]), "kindLabel": "JPEG 图片", "size": 12, "by": "ann",
                    "byLabel": "ann", "at": "2026-03-02T10:00:00+08:00", "stepLabel": "报告完成",
                ]
            ]
        ]

        let text = TicketFiles.table(of: answer, .zh).text(on: .output)

        #expect(text.contains("3fa10000") && text.contains("报告完成") && text.contains("2026-03-02 10:00"))
    }
}
