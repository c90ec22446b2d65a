import Foundation
import PaidanJSON
import PaidanWire
import Testing

@testable import PaidanWorker

@Suite struct FileJournalTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path

    private var entries: [JournalEntry] {
        [
            .epoch("e-1"),
            .acknowledged(
                Acknowledgement(
                    lease: tag("m-1.2"), queue: "routing", ticket: "C-1", key: "m-1", command: .forward,
                    followUps: [.accept, .reportDone])),
            .settled(id: "m-1"),
            .acknowledged(Acknowledgement(lease: tag("m-2.1"), queue: "engineering", ticket: "D-2", key: "m-2")),
            .closed(id: "m-2"),
        ]
    }

    @Test func everyEntryIsReadAsItWasWritten() {
        for entry in entries + [.dropped(id: "m-3")] {
            #expect(JournalLine.entry(JournalLine.bytes(of: entry)) == entry)
        }
    }

    @Test func whatWasWrittenIsThereAfterARestart() throws {
        defer { remove() }
        do {
            let journal = try FileJournal(path: path)
            try journal.append(entries)
        }

        #expect(try FileJournal(path: path).load() == entries)
    }

    @Test func aTornLineIsCutOffAndTheRestHolds() throws {
        defer { remove() }
        do { try FileJournal(path: path).append(entries) }
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(#"{"closed":"m-"#.utf8))
        try file.close()

        do {
            let journal = try FileJournal(path: path)
            #expect(journal.load() == entries)
            try journal.append([.closed(id: "m-1")])
        }

        #expect(try FileJournal(path: path).load().last == .closed(id: "m-2"))
        #expect(try FileJournal(path: path).load().contains(.closed(id: "m-1")))
    }

    @Test(arguments: [#"{"ep"#, #"{"acknowledged":{"lease":"m-1.2","qu"#, #"{"closed":"m-"#, ""])
    func aJournalThatTheCrashLeftWithoutAWholeLineBeginsAgain(_ torn: String) throws {
        defer { remove() }
        try Data(torn.utf8).write(to: URL(filePath: path))

        do { try FileJournal(path: path).append(entries) }

        #expect(try FileJournal(path: path).load() == entries)
    }

    /// Named by mistake: what is in it may be the only copy.
    @Test(arguments: [
        "line one\nthe only copy of something", "0f3a", "\n", "{}\n", "[1]\n", #"{"epoch":1}"# + "\n",
        #"{"closing":"x"}"# + "\n{", "SQLite format 3\u{0}\u{10}", "\u{0}\u{0}",
    ])
    func aFileThatIsNoJournalIsLeftAsItIs(_ text: String) throws {
        defer { remove() }
        try Data(text.utf8).write(to: URL(filePath: path))

        #expect(throws: NoJournal(path: path)) { try FileJournal(path: path) }

        #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
        let looksLikeOne = JournalLine.mayBegin(with: Array(text.utf8))
        #expect(FileManager.default.fileExists(atPath: path + ".lock") == looksLikeOne)
    }

    @Test func twoWorkersDoNotShareAJournal() throws {
        defer { remove() }
        let first = try FileJournal(path: path)

        let error = #expect(throws: FileError.self) { try FileJournal(path: path) }

        #expect("\(try #require(error))".contains("another worker"))
        _ = first.load()
    }

    @Test func aCopyOfTheHandleDoesNotKeepTheLock() throws {
        defer { remove() }
        var copy: Int32 = -1
        do {
            let first = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT)
            try first.lockExclusively()
            copy = dup(first.raw)
        }
        defer { close(copy) }

        try FileDescriptor(opening: path, flags: O_RDWR).lockExclusively()
    }

    @Test func aLongJournalIsWrittenAnewAndSaysTheSame() throws {
        defer { remove() }
        let journal = try FileJournal(path: path, limit: 10)
        for number in 1...600 {
            let lease = LeaseTag(id: "m-\(number)", attempt: 1)
            try journal.append([
                .acknowledged(Acknowledgement(lease: lease, queue: "q", ticket: "t", key: "k")), .closed(id: lease.id),
            ])
        }

        let text = try String(contentsOfFile: path, encoding: .utf8)

        #expect(text.split(separator: "\n").count < 600)
        #expect(journal.load().last == .closed(id: "m-600"))
        #expect(
            Recollection(limit: 10, text.split(separator: "\n").compactMap { JournalLine.entry($0.utf8) })["m-600"]
                != nil)
    }

    @Test func onlyItsOwnerReadsIt() throws {
        defer { remove() }
        _ = try FileJournal(path: path)

        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int

        #expect(mode.map { $0 & 0o077 } == 0)
    }

    private func remove() {
        for name in [path, path + ".lock"] { try? FileManager.default.removeItem(atPath: name) }
    }
}
