import Foundation
import PaidanCore
import PaidanEngine
import PaidanStore
import Testing

/// What the engine expects of the table of files, of every store.
@Suite struct FileConformanceTests {
    private func file(
        _ number: UInt8, of ticket: UInt64 = 1, at moment: Instant = Sample.noon, by principal: String = "p",
        size: Int = 10
    ) throws -> FileRow {
        FileRow(
            person: Sample.alice.id, digest: try #require(FileDigest(bytes: [UInt8](repeating: number, count: 32))),
            kind: .png, size: size, uploadedAt: moment, principal: principal, ticket: Sample.id(ticket))
    }

    private func withTickets(_ maker: StoreMaker, _ body: (any Store) throws -> Void) throws {
        try maker.withStore { store in
            try store.transaction {
                try store.insert(Sample.alice)
                for number in [1, 2] as [UInt64] { try store.insert(Sample.ticket(number)) }
            }
            try body(store)
        }
    }

    @Test(arguments: StoreMaker.allCases) func aFileIsReadAsItWasPut(_ maker: StoreMaker) throws {
        try withTickets(maker) { store in
            let row = try file(1)
            try store.transaction { try store.put(row) }

            #expect(try store.file(row.digest, of: row.person) == row)
            #expect(try store.file(file(2).digest, of: row.person) == nil)
            #expect(try store.waitingFiles(of: Sample.id(1)) == [row])
            #expect(try store.waitingFiles(of: Sample.id(2)) == [])
        }
    }

    @Test(arguments: StoreMaker.allCases) func aFileThatComesAgainWaitsAnew(_ maker: StoreMaker) throws {
        try withTickets(maker) { store in
            let later = try file(1, of: 2, at: Sample.noon + .hours(1), by: "q")
            try store.transaction {
                try store.put(file(1))
                try store.put(later)
            }

            #expect(try store.file(later.digest, of: later.person) == later)
        }
    }

    @Test(arguments: StoreMaker.allCases) func anAttachedFileStaysAsItIs(_ maker: StoreMaker) throws {
        try withTickets(maker) { store in
            let row = try file(1)
            try store.transaction {
                try store.put(row)
                try store.markAttached([row.digest], of: row.person, at: Sample.noon + .hours(1))
                try store.markAttached([row.digest], of: row.person, at: Sample.noon + .hours(2))
                try store.put(file(1, of: 2, by: "q"))
                try store.forgetFiles(waitingSince: Sample.noon + .hours(9))
            }

            let kept = try #require(try store.file(row.digest, of: row.person))
            #expect(kept.attachedAt == Sample.noon + .hours(1) && kept.principal == "p" && kept.ticket == Sample.id(1))
            #expect(try store.waitingFiles(of: Sample.id(1)) == [])
        }
    }

    @Test(arguments: StoreMaker.allCases) func waitingBytesAreCountedByAccountAndAltogether(_ maker: StoreMaker) throws
    {
        try withTickets(maker) { store in
            try store.transaction {
                try store.put(file(1, by: "p", size: 10))
                try store.put(file(2, by: "q", size: 200))
                try store.put(file(3, by: "q", size: 3_000))
                try store.markAttached([file(3).digest], of: Sample.alice.id, at: Sample.noon)
            }

            #expect(try store.waitingBytes(of: "p") == 10)
            #expect(try store.waitingBytes(of: "q") == 200)
            #expect(try store.waitingBytes(of: "r") == 0)
            #expect(try store.waitingBytes(of: nil) == 210)
        }
    }

    @Test(arguments: StoreMaker.allCases) func onlyWhatWaitedTooLongIsForgotten(_ maker: StoreMaker) throws {
        try withTickets(maker) { store in
            try store.transaction {
                try store.put(file(1))
                try store.put(file(2, at: Sample.noon + .hours(1)))
                try store.forgetFiles(waitingSince: Sample.noon + .hours(1))
            }

            #expect(try store.storedFiles(after: nil, limit: 9).map(\.digest) == [try file(2).digest])
        }
    }

    @Test(arguments: StoreMaker.allCases) func filesAreListedSliceBySlice(_ maker: StoreMaker) throws {
        try withTickets(maker) { store in
            try store.transaction { for number in 1...5 as ClosedRange<UInt8> { try store.put(file(number)) } }
            var (found, last): ([FileDigest], FileRow?) = ([], nil)

            while let slice = try Optional(store.storedFiles(after: last, limit: 2)), !slice.isEmpty {
                found += slice.map(\.digest)
                last = slice.last
            }

            #expect(found == (try (1...5).map { try file($0).digest }))
        }
    }

    @Test(arguments: StoreMaker.allCases) func aFileOfNobodyIsNotStored(_ maker: StoreMaker) throws {
        try withTickets(maker) { store in
            let foreign = FileRow(
                person: PersonID(ULID(high: 5, low: 5)), digest: try file(1).digest, kind: .png, size: 1,
                uploadedAt: Sample.noon, principal: "p", ticket: Sample.id(1))
            #expect(throws: StoreError.self) { try store.transaction { try store.put(foreign) } }
            let empty = try file(1, size: 0)
            #expect(throws: StoreError.self) { try store.transaction { try store.put(empty) } }
        }
    }
}
