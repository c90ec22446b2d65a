import Foundation
import PaidanCore
import PaidanEngine
import Testing

@testable import paidan

/// Files that somebody names: read whole, or refused with a reason in both languages; never waited for.
@Suite struct PlainFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "paidan-plain-\(UUID().uuidString)")
    private func path(_ name: String) -> String { folder.appending(path: name).path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func trouble(_ path: String) -> FileTrouble? {
        do throws(FileTrouble) {
            _ = try PlainFile.text(of: path, atMost: 4)
            return nil
        } catch {
            return error
        }
    }

    @Test func aTextAtItsLimitIsRead() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("四a".utf8).write(to: folder.appending(path: "a"))
        #expect(try PlainFile.text(of: path("a"), atMost: 4) == "四a")
    }

    @Test func whatIsNoFileIsRefusedAndNotWaitedFor() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("12345".utf8).write(to: folder.appending(path: "long"))
        try Data([0xFF]).write(to: folder.appending(path: "binary"))
        try #require(mkfifo(path("pipe"), 0o600) == 0)

        let troubles = ["nothing", "pipe", "long", "binary", ""].map { trouble(path($0)) }

        #expect(
            troubles.map { $0?.reason.en } == [
                "there is no such file or folder", "it is no ordinary file", "longer than 0 KiB", "it is no UTF-8 text",
                "it is a folder",
            ])
        for trouble in troubles { #expect(trouble?.label.zh.hasPrefix("无法读取 \(folder.path)") == true) }
    }

    @Test func settingsAndPoliciesInAPipeAreMistakes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try #require(mkfifo(path("pipe.yaml"), 0o600) == 0)

        #expect(throws: SettingsErrors.self) { try Settings.resolve(environment: [:], file: path("pipe.yaml")) }
        #expect(throws: RegulationErrors.self) { try PolicySource.file(path("pipe.yaml")).load() }
        #expect(throws: Trouble.self) { try TextSource.real.file(path("pipe.yaml")) }
    }
}
