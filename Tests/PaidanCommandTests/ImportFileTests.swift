import ArgumentParser
import Foundation
import PaidanCore
import PaidanEngine
import Testing

@testable import paidan

/// What `paidan import` reads and writes.
@Suite struct ImportFileTests {
    /// A spreadsheet reckons with what begins like this.
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-5", "'-5"), ("@sum(a1)", "'@sum(a1)"), ("\t=1", "'\t=1"),
        ("=a,b", "\"'=a,b\""), ("\r=1", "\"'\r=1\""), ("a=1", "a=1"), ("'=1", "'=1"), ("", ""), ("漏水", "漏水"),
        ("a,\"b\"", "\"a,\"\"b\"\"\""),
    ])
    func aCellIsNeverAFormula(_ text: String, _ cell: String) {
        #expect(ImportReport.field(text) == cell)
    }

    private func log(_ rows: String) throws -> ForeignLog {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mapping = """
            source: old
            kind: complaint
            ticket: id
            activity: what
            time: {column: when, pattern: "yyyy-MM-dd HH:mm", zone: "+08:00"}
            open:
              channel: web
              customer: {name: {text: "客户 {id}"}}
              content: {text: "{id} {what}"}
            activities:
              call: note
            """
        try mapping.write(to: folder.appending(path: "m.yaml"), atomically: true, encoding: .utf8)
        try "id,what,when\n\(rows)\n".write(to: folder.appending(path: "l.csv"), atomically: true, encoding: .utf8)
        return try ForeignLog(folder.appending(path: "l.csv").path, mapping: folder.appending(path: "m.yaml").path)
    }

    @Test func aTicketThatNoServerTakesInIsRefusedWithItsLargestLine() throws {
        let large = String(repeating: "x", count: 256 << 10)
        let log = try log(
            "A,call,2026-02-02 09:00\nB,call,2026-02-02 09:00\nA,\(large),2026-02-02 09:10\nA,call,2026-02-02 09:20")

        #expect(log.refused.map(\.line) == [2, 4, 5] && log.refused.allSatisfy { $0.code == "too-large" })
        #expect(log.refused.first?.reason?.zh.contains("最大的是第 4 行") == true)
        #expect(log.batches.joined().map(\.reference) == ["B"])
    }

    /// Under whatever name: a report in the place of the log would be the end of it.
    @Test func aReportDoesNotTakeThePlaceOfTheLog() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        for name in ["log.csv", "m.yaml"] {
            try "x".write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
        }
        try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: path + "/log.csv")
        try FileManager.default.linkItem(atPath: path + "/log.csv", toPath: path + "/twin")
        func requireApart(_ report: String, _ clocks: String? = nil) throws {
            let more = clocks.map { ["--clocks", $0] } ?? []
            try ImportLog.parse(
                [path + "/log.csv", "--mapping", path + "/m.yaml", "--data-dir", path + "/data", "--report", report]
                    + more
            ).requireApart()
        }

        for name in ["log.csv", "./log.csv", "link", "twin", "m.yaml"] {
            #expect(throws: Trouble.self, "\(name)") { try requireApart(path + "/" + name) }
        }
        #expect(throws: Trouble.self) { try requireApart(path + "/new.csv", path + "/./new.csv") }
        try requireApart(path + "/new.csv", path + "/other.csv")
        try requireApart("/dev/null", "/dev/null")
    }

    @Test func aReportDoesNotTakeThePlaceOfTheData() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = DataFolder(path: path)
        try "data".write(toFile: folder.database, atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: folder.database)
        try FileManager.default.linkItem(atPath: folder.database, toPath: path + "/twin")

        for name in ["paidan.db", "./paidan.db", "link", "twin", "paidan.db-wal", "master.key", "lock"] {
            #expect(throws: Trouble.self, "\(name)") { try folder.requireApart(path + "/" + name) }
        }
        try folder.requireApart(path + "/report.csv")
    }
}
