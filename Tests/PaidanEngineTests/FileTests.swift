import Foundation
import GRDB
import PaidanCore
import PaidanJSON
import PaidanTesting
import Testing

@testable import PaidanEngine
@testable import PaidanStore

/// 照片和文件 in the engine: whose they are, how long they wait, what names them.
@Suite struct FileTests {
    private let house: TestHouse
    private let complaint: TicketID

    init() throws {
        house = try TestHouse()
        complaint = try house.open().ticket
    }

    static func digest(_ text: String) -> FileDigest { FileSeal.digest(of: Array(text.utf8)) }

    @discardableResult
    private func upload(
        _ text: String, for ticket: TicketID? = nil, by actor: Actor = TestHouse.clerk, size: Int = 1_000
    ) throws -> FileRow {
        let order = FileOrder(
            actor: actor, ticket: ticket ?? complaint, digest: Self.digest(text), kind: .jpeg, size: size)
        switch try house.turn([.keepFile(order)])[0] {
        case .fileKept(let row): return row
        case .failed(let failure): throw failure
        default: preconditionFailure("an upload answers with a file")
        }
    }

    @discardableResult
    private func attach(
        _ texts: String..., to ticket: TicketID? = nil, by actor: Actor = TestHouse.clerk
    ) throws -> Receipt {
        let files = JSON.array(texts.map { .string(Self.digest($0).description) })
        return try house.act(ticket ?? complaint, "attachFiles", ["files": files, "note": "空鼓的位置"], by: actor)
    }

    private func requireSound() throws {
        #expect(Verifier(house.store).run(house.store).findings == [])
    }

    // MARK: Naming

    @Test func anUploadedFileBecomesPartOfTheHistory() throws {
        let before = try house.row(complaint)
        #expect(try upload("a").attachedAt == nil)

        let receipt = try attach("a")

        #expect(try house.eventTypes(of: complaint).last == "filesAttached")
        #expect(receipt.rev == before.rev && receipt.version == before.version + 1 && receipt.phase == before.phase)
        let person = try house.row(complaint).person
        #expect(try house.store.file(Self.digest("a"), of: person)?.attachedAt == house.now)
        try requireSound()
    }

    @Test func filesOfAStepStandBeforeItInTheSameCommit() throws {
        try house.act(complaint, "forward", ["departments": ["engineering"]])
        let part = try #require(try house.parts(of: complaint).first).id
        let worker = TestHouse.worker(.engineering)
        try house.act(part, "delivered", by: worker)
        try house.act(part, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], by: worker)
        try upload("after", for: part, by: worker)

        try house.act(
            part, "reportDone", ["result": "已重贴", "cause": "空鼓", "files": [.string(Self.digest("after").description)]],
            by: worker)

        let types = try house.eventTypes(of: part).suffix(2)
        #expect(types.first == "filesAttached")
        let facts = try house.store.events(of: part).suffix(2)
        #expect(Set(facts.map(\.verb)) == ["reportDone"])
        #expect(String(decoding: try #require(facts.first).data, as: UTF8.self).contains("\"step\":\"reportDone\""))
        #expect(facts.first?.clocks == nil && facts.last?.clocks != nil, "the step moves the clocks, not its photos")
        try requireSound()
    }

    @Test func aStepThatIsRefusedLeavesItsFilesWaiting() throws {
        try upload("letter")

        #expect(throws: Failure.self) {
            try house.act(
                complaint, "surveyConcluded",
                ["findings": "空鼓", "files": [.string(Self.digest("letter").description)]])
        }
        #expect(try house.store.waitingFiles(of: complaint).map(\.digest) == [Self.digest("letter")])
    }

    @Test func aFileThatNobodyUploadedIsRefusedAtItsPlace() throws {
        try upload("a")

        let failure = try #require(throws: Failure.self) { try attach("a", "b") }

        guard case .invalid(let errors) = failure else { throw failure }
        #expect(errors.map(\.pointer) == ["/files/1"])
        #expect(try house.eventTypes(of: complaint).last != "filesAttached")
    }

    @Test func aFileOfAnotherCustomerIsNone() throws {
        let other = try house.open(["customer": ["name": "李", "phone": "13900139000"]]).ticket
        try upload("a", for: other)

        #expect(throws: Failure.self) { try attach("a") }
        try attach("a", to: other)
        #expect(throws: Failure.self) { try attach("a") }
    }

    @Test func aFileMayBeNamedByAnotherTicketOfTheSameCustomer() throws {
        let other = try house.open(["customer": .string(try house.row(complaint).person.description)]).ticket
        try upload("a")

        try attach("a", to: other)
        try attach("a")

        try requireSound()
    }

    /// 已办结 and 并案 take files, too: nothing is decided any more, and evidence may still come.
    @Test func endedAndMergedTicketsTakeFiles() throws {
        let other = try house.open(["customer": .string(try house.row(complaint).person.description)]).ticket
        try house.act(other, "mergeDuplicate", ["targetID": .string(complaint.description)])
        try upload("b", for: other)
        try attach("b", to: other)
        #expect(try house.row(other).phase == "merged")

        try house.act(complaint, "withdraw", ["reason": "客户撤诉"])
        try upload("a")
        try attach("a")

        #expect(try house.row(complaint).phase == "withdrawn")
        try requireSound()
    }

    @Test func theRotaIsNobodysAndTakesNone() throws {
        let director = Actor("d", [.director])
        let rota = try house.command(.open(.rota, data: ["designers": []]), by: director).ticket

        #expect(throws: Failure.self) {
            try house.act(rota, "attachFiles", ["files": [.string(Self.digest("a").description)]], by: director)
        }
        #expect(throws: Failure.self) { try upload("a", for: rota, by: director) }
    }

    @Test func aDepartmentThatDoesNotHoldItNeitherUploadsNorAttaches() throws {
        let stranger = TestHouse.worker(.furniture)
        try upload("a")

        #expect(throws: Failure.noSuchTicket) { try upload("b", by: stranger) }
        #expect(throws: Failure.noSuchTicket) { try attach("a", by: stranger) }
        #expect(throws: Failure.self) { try upload("b", by: Actor("admin", [.admin])) }
        #expect(throws: Failure.self) { try attach("a", by: Actor("admin", [.admin])) }
    }

    // MARK: Waiting

    @Test func theSameBytesTwiceAreKeptOnce() throws {
        try upload("a")
        try house.advance(.hours(1))

        let again = try upload("a", by: TestHouse.supervisor)

        #expect(again.uploadedAt == house.now && again.principal == "supervisor-1")
        #expect(try house.store.waitingFiles(of: complaint).count == 1)
        try attach("a")
        #expect(try upload("a").attachedAt != nil)
    }

    @Test func twentyFourHoursExactlyIsInTime() throws {
        try upload("a")
        try upload("b")
        house.jump(to: house.now + FileLimits.waitingFor)

        try attach("a")

        house.jump(to: house.now + Span(milliseconds: 1))
        #expect(throws: Failure.self) { try attach("b") }
        try attach("a")
    }

    /// Rows go in a turn; the hourly pruning does it.
    @Test func whatNobodyAttachedIsForgottenAndWhatSomebodyDidStays() throws {
        try upload("a")
        try upload("b")
        try attach("a")

        try house.advance(FileLimits.waitingFor + .hours(2))

        let person = try house.row(complaint).person
        #expect(try house.store.file(Self.digest("a"), of: person) != nil)
        #expect(try house.store.file(Self.digest("b"), of: person) == nil)
    }

    @Test func anAccountFillsItsRoomAndNoMore() throws {
        let most = FileLimits().waitingOfAccountMax
        try upload("a", size: most)

        let failure = try #require(throws: Failure.self) { try upload("b", size: 1) }
        #expect("\(failure)".contains("too-much-waits"))
        // The same again needs no more room, another account has its own, and what is attached takes none.
        try upload("a", size: most)
        try upload("b", by: TestHouse.supervisor, size: 1)
        try attach("a")
        try upload("c", size: most)
    }

    @Test func allTogetherFillTheHouseAndNoMore() throws {
        let limits = FileLimits()
        for number in 0..<(limits.waitingMax / limits.waitingOfAccountMax) {
            try upload("\(number)", by: Actor("s-\(number)", [.specialist]), size: limits.waitingOfAccountMax)
        }

        let failure = try #require(throws: Failure.self) { try upload("x", by: Actor("last", [.specialist]), size: 1) }

        #expect("\(failure)".contains("too-much-waits-of-all"))
    }

    // MARK: Reading

    @Test func aTicketsFilesAreListedWithTheirStep() throws {
        try upload("a")
        try upload("b")
        try attach("a")
        let viewer = Viewer(
            TestHouse.clerk, language: .zh, zone: .utc, routing: Routing(departments: [], lines: []), vault: house.vault
        )

        let view = try #require(try FileView(of: complaint, in: house.store, for: viewer))

        #expect(view.attached.map(\.file.digest) == [Self.digest("a")])
        #expect(view.waiting.map(\.digest) == [Self.digest("b")])
        #expect(view.file(Self.digest("b")) != nil && view.file(Self.digest("c")) == nil)
        let admin = Viewer(
            Actor("a", [.admin]), language: .zh, zone: .utc, routing: Routing(departments: [], lines: []),
            vault: house.vault)
        #expect(throws: Refusal.self) { try FileView(of: complaint, in: house.store, for: admin) }
    }

    // MARK: Verifying

    @Test func verifyingFindsAFileThatIsMissingChangedOrSealedForSomebodyElse() throws {
        try withFolder { folder in
            let person = try #require(try house.store.person(house.row(complaint).person))
            let key = try #require(house.vault.key(of: person))
            var random = SeededRandom(seed: 3)
            for text in ["a", "b", "c"] {
                let sealed = try FileSeal.sealed(Array(text.utf8), Self.digest(text), with: key, &random)
                try folder.keep(sealed, as: Self.digest(text), of: person.id)
                try upload(text, size: 1)
            }
            try attach("a", "b", "c")
            func findings(_ vault: Vault?) throws -> [String] {
                let report = Verifier(house.store, files: FileAudit(folder, vault: vault)).run(house.store)
                #expect(report.files == 3)
                return report.findings.map(\.what.en)
            }
            #expect(try findings(house.vault) == [])

            let other = FileSealTests.key(9)
            try folder.keep(
                FileSeal.sealed(Array("a".utf8), Self.digest("a"), with: other, &random), as: Self.digest("a"),
                of: person.id)
            try FileManager.default.removeItem(atPath: folder.place(of: Self.digest("b"), person.id))

            #expect(try findings(house.vault).count == 2)
            #expect(try findings(house.vault).contains { $0.contains("no such file") })
            #expect(try findings(nil).count == 1, "without the key only what is missing is seen")
        }
    }

    @Test func filesOfAnErasedCustomerAreNotMissed() throws {
        try withFolder { folder in
            try upload("a", size: 1)
            try attach("a")
            let audit = FileAudit(folder, vault: house.vault)
            #expect(Verifier(house.store, files: audit).run(house.store).findings.count == 1)

            try house.store.writer.writeWithoutTransaction { database in
                try database.execute(
                    sql: "UPDATE person SET salt = NULL, sealed = NULL, phone_hash = NULL, erased_at = 1")
            }

            #expect(Verifier(house.store, files: audit).run(house.store).findings == [])
        }
    }
}

/// Runs with a folder of files of its own.
func withFolder(_ body: (FileFolder) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "paidan-files-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let folder = FileFolder(path: place.path)
    try folder.prepare()
    try body(folder)
}

/// 封存: what is on the disk, and who can read it.
@Suite struct FileSealTests {
    static func key(_ number: UInt8) -> PersonKey {
        let person = PersonRow(
            id: PersonID(ULID(high: 1, low: UInt64(number))), salt: [UInt8](repeating: number, count: 16), sealed: nil,
            phoneHash: nil, createdAt: TestHouse.monday)
        guard let key = Vault(masterKey: [UInt8](repeating: 7, count: 32)).key(of: person) else {
            preconditionFailure("a salt makes a key")
        }
        return key
    }

    private static let person = PersonID(ULID(high: 1, low: 1))

    private func row(_ bytes: [UInt8]) -> FileRow {
        FileRow(
            person: Self.person, digest: FileSeal.digest(of: bytes), kind: .pdf, size: bytes.count,
            uploadedAt: TestHouse.monday, principal: "p", ticket: TicketID(ULID(high: 1, low: 1)))
    }

    private func keep(_ bytes: [UInt8], in folder: FileFolder, _ key: PersonKey = key(1)) throws -> FileRow {
        var random = SystemRandomNumberGenerator()
        let row = row(bytes)
        try folder.keep(FileSeal.sealed(bytes, row.digest, with: key, &random), as: row.digest, of: row.person)
        return row
    }

    private func whole(_ row: FileRow, in folder: FileFolder, _ key: PersonKey = key(1)) throws -> [UInt8] {
        let file = try SealedFile(row, in: folder, key: key)
        return try (0..<file.count).flatMap { try file.piece($0) }
    }

    @Test(arguments: [
        1, FileSeal.pieceBytes - 1, FileSeal.pieceBytes, FileSeal.pieceBytes + 1, 3 * FileSeal.pieceBytes,
    ])
    func aFileOfAnyLengthIsReadAsItWasWritten(_ length: Int) throws {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try withFolder { folder in
            let row = try keep(bytes, in: folder)

            #expect(try whole(row, in: folder) == bytes)
            let stored = try Data(contentsOf: URL(filePath: folder.place(of: row.digest, row.person)))
            #expect(stored.count == FileSeal.sealedBytes(of: length))
            #expect(length < 64 || stored.range(of: Data(bytes.prefix(64))) == nil, "nothing of it lies open")
        }
    }

    @Test func onlyItsOwnerReadsIt() throws {
        try withFolder { folder in
            let row = try keep(Array("photo".utf8), in: folder)

            #expect(throws: SealedFile.Damaged.self) { try whole(row, in: folder, Self.key(2)) }
            for place in [folder.path, folder.path + "/\(row.person)"] {
                #expect(try permissions(place) == 0o700)
            }
            #expect(try permissions(folder.place(of: row.digest, row.person)) == 0o600)
        }
    }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func piecesInAnotherOrderCutOffOrChangedDoNotOpen() throws {
        let bytes = (0..<(3 * FileSeal.pieceBytes)).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try withFolder { folder in
            let row = try keep(bytes, in: folder)
            let place = URL(filePath: folder.place(of: row.digest, row.person))
            let stored = Array(try Data(contentsOf: place))
            let piece = FileSeal.pieceBytes + FileSeal.overheadBytes
            let (first, second, third) = (stored[..<piece], stored[piece..<(2 * piece)], stored[(2 * piece)...])
            var changed = stored
            changed[piece + 100] ^= 1

            for wrong in [second + first + third, first + second, stored + [0], changed[...]] as [ArraySlice<UInt8>] {
                try Data(wrong).write(to: place)
                #expect(throws: SealedFile.Damaged.self) { try whole(row, in: folder) }
            }
            try Data(stored).write(to: place)
            #expect(try whole(row, in: folder) == bytes)
            // Not even where a row says that there is no more.
            #expect(FileSeal.opened(Array(first), 0, of: 3, row.digest, with: Self.key(1)) != nil)
            #expect(FileSeal.opened(Array(first), 0, of: 1, row.digest, with: Self.key(1)) == nil)
        }
    }

    @Test func aFileThatIsALinkIsNotFollowed() throws {
        try withFolder { folder in
            let row = try keep(Array("photo".utf8), in: folder)
            let place = folder.place(of: row.digest, row.person)
            try FileManager.default.moveItem(atPath: place, toPath: folder.path + "/elsewhere")
            try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: folder.path + "/elsewhere")

            #expect(throws: FileTrouble.self) { try whole(row, in: folder) }
        }
    }

    @Test func sweepingRemovesWhatNobodyNamesAndNothingElse() throws {
        try withFolder { folder in
            let (kept, orphan) = (try keep(Array("kept".utf8), in: folder), try keep(Array("orphan".utf8), in: folder))
            let unfinished = folder.path + "/\(Self.person)/.\(kept.digest)-7"
            try Data("half".utf8).write(to: URL(filePath: unfinished))
            let strange = folder.path + "/\(Self.person)/readme"
            try Data("mine".utf8).write(to: URL(filePath: strange))

            #expect(try folder.sweep(olderThan: 3_600) { _, _ in .unknown } == 0, "a row may be on its way")
            #expect(try folder.sweep(olderThan: 0) { $1 == kept.digest ? .kept : .unknown } == 2)

            #expect(try folder.all().map(\.digest) == [kept.digest])
            #expect(!FileManager.default.fileExists(atPath: folder.place(of: orphan.digest, orphan.person)))
            #expect(!FileManager.default.fileExists(atPath: unfinished))
            #expect(FileManager.default.fileExists(atPath: strange), "what is not ours stays")
        }
    }

    /// An older database was tried in the folder, and the newer one put back.
    @Test func whatNoRowNamesForAWhileComesBack() throws {
        try withFolder { folder in
            let row = try keep(Array("photo".utf8), in: folder)

            #expect(try folder.sweep(olderThan: 0) { _, _ in .unknown } == 1)
            #expect(try folder.sweep(olderThan: 0) { _, _ in .unknown } == 0, "it lies aside")
            #expect(throws: FileTrouble.self) { try whole(row, in: folder) }
            #expect(try folder.sweep(olderThan: 0) { _, _ in .kept } == 1)

            #expect(try whole(row, in: folder) == Array("photo".utf8))
        }
    }

    @Test func whatHasLainAsideForAWeekGoes() throws {
        try withFolder { folder in
            let row = try keep(Array("photo".utf8), in: folder)
            _ = try folder.sweep(olderThan: 0) { _, _ in .unknown }
            let aside = folder.path + "/\(row.person)/aside-\(row.digest)"
            let longAgo = Date(timeIntervalSinceNow: -TimeInterval(FileFolder.asideSeconds + 60))
            try FileManager.default.setAttributes([.modificationDate: longAgo], ofItemAtPath: aside)

            #expect(try folder.sweep(olderThan: 0) { _, _ in .unknown } == 1)
            #expect(!FileManager.default.fileExists(atPath: aside))
        }
    }

    @Test func theFolderOfACustomerOfWhomNothingIsLeftGoes() throws {
        try withFolder { folder in
            _ = try keep(Array("photo".utf8), in: folder)

            #expect(try folder.sweep(olderThan: 0) { _, _ in .erased } == 1)

            #expect(!FileManager.default.fileExists(atPath: folder.path + "/\(Self.person)"))
        }
    }
}
