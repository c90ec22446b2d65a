import Foundation
import PaidanCore
import PaidanEngine
import PaidanJSON
import PaidanStore
import PaidanTesting
import Schema
import Testing

@Suite struct StoreTests {
    /// Where the schema's whole picture stands.
    private var picture: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../schema/schema.sql").path
    }

    @Test func aFileIsWrittenThroughToTheDisk() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore.open(path: folder.appending(path: "paidan.db").path)
        #expect(try store.synchronous() == 2, "FULL; GRDB lowers it by itself")
    }

    /// One commit far beyond what SQLite writes at once, read by others while it stands in the log, and by whoever opens it then.
    @Test func aCommitOfManyPagesIsThereForEverybody() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "paidan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "paidan.db").path
        let store = try SQLiteStore.open(path: path)
        let library = try SQLiteLibrary.open(path: path)
        let count = 5_000
        try store.transaction {
            try store.insert(Sample.alice)
            for number in 1...count { try store.insert(Sample.ticket(UInt64(number))) }
        }

        let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        #expect(log.map { $0 > 1 << 20 } == true)
        let counts = try await library.read { try $0.ticketCounts(matching: TicketFilter()).map(\.count) }
        #expect(counts == [count])
        #expect(try SQLiteStore.open(path: path).ticketCounts(matching: TicketFilter()).map(\.count) == [count])
    }

    @Test func theSchemasPictureIsUpToDate() throws {
        let text = try SQLiteStore.inMemory().schemaText()
        if ProcessInfo.processInfo.environment["PAIDAN_UPDATE_GOLDEN"] != nil {
            try text.write(toFile: picture, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: picture, encoding: .utf8) == text, "run with PAIDAN_UPDATE_GOLDEN=1")
    }

    /// A file remembers how many it has seen, not which: one in between would be left out.
    @Test func migrationsAreNumberedWithoutAGap() {
        let numbers = Schema.migrations.map { Int($0.name.prefix(4)) }
        #expect(numbers == Array(1...Schema.migrations.count))
    }

    @Test func aForeignFileIsNotTouched() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "foreign-\(UUID().uuidString).db").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("this is no database at all, but long enough to be looked at as one".utf8).write(
            to: URL(filePath: path))
        #expect(throws: StoreError.foreign) { try SQLiteStore.open(path: path) }
    }

    /// Who only reads cannot bring a file up to date, and what it cannot read is not "all in order".
    @Test(arguments: [-1, 0, 1]) func readersNeedTheSchemaThatTheyKnow(_ more: Int) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        _ = try SQLiteStore.open(path: path)
        // `PRAGMA user_version` is the last byte of these four in the file's header.
        var bytes = try Data(contentsOf: URL(filePath: path))
        let known = Int(bytes[63])
        bytes[63] = UInt8(known + more)
        try bytes.write(to: URL(filePath: path))

        let found = Result { try SQLiteLibrary.open(path: path, readers: 1).readNow { try $0.feedHeads().count } }

        switch found {
        case .success: #expect(more == 0)
        case .failure(let error):
            let (older, newer) = (
                StoreError.tooOld(schema: known - 1, known: known), StoreError.tooNew(schema: known + 1, known: known)
            )
            #expect(error as? StoreError == (more < 0 ? older : newer))
        }
    }

    @Test func verifyingFindsNothingAfterARichLife() throws {
        let house = try TestHouse(policy: "rs")
        let worker = TestHouse.worker(.engineering)
        for index in 0..<10 {
            let complaint = try house.open(["categories": ["construction"]]).ticket
            try house.act(complaint, "forward", ["departments": ["engineering", "materials"]])
            let part = try #require(try house.parts(of: complaint).first { $0.department == .engineering }).id
            try house.act(part, "accept", ["promisedDate": "2026-03-09T10:00:00+08:00"], by: worker)
            if index.isMultiple(of: 2) { try house.act(part, "returnMisrouted", ["reason": "非本部门"], by: worker) }
            if index.isMultiple(of: 3) { try house.act(complaint, "withdraw", ["reason": "x"]) }
            try house.advance(.hours(3))
        }
        try house.advance(.days(3))

        let report = Verifier(house.store).run(house.store)

        #expect(report.findings == [])
        #expect(report.tickets == 30)
    }
}
