import Foundation
import HTTPTypes
import PaidanCore
import PaidanEngine
import PaidanJSON
import Testing

@testable import PaidanHTTP

/// 照片和文件 over HTTP and on the pages.
@Suite struct FileTests {
    // A small PNG with an author, and the same without.
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(data.count)] + Array(type.utf8) + data + [0, 0, 0, 0]
    }

    static func png(_ number: UInt8, author: String? = nil) -> [UInt8] {
        let text = author.map { chunk("tEXt", Array("Author\0\($0)".utf8)) } ?? []
        return signature + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]) + text + chunk("IDAT", [number])
            + chunk("IEND", [])
    }

    private func withFront(_ body: (Front, String) async throws -> Void) async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "paidan-http-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: place) }
        let folder = FileFolder(path: place.path)
        try folder.prepare()
        let front = try await Front(files: folder)
        try await body(front, place.path)
    }

    private func upload(
        _ bytes: [UInt8], to ticket: String = "C-1", as principal: String = "specialist",
        type: String = "application/octet-stream", _ front: Front
    ) async throws -> Reply {
        try await front.post(
            "/v1/tickets/\(ticket)/files", bytes: bytes, as: principal, [.contentType: type, .key: ""])
    }

    private func digest(_ bytes: [UInt8], _ front: Front) async throws -> String {
        let reply = try await upload(bytes, front)
        #expect(reply.status == 200, "\(reply.body)")
        return reply.text("digest")
    }

    // MARK: Uploading

    @Test func aPictureIsKeptWithoutItsAuthorAndComesBack() async throws {
        try await withFront { front, place in
            try await front.open()

            let reply = try await upload(Self.png(1, author: "secret"), front)

            #expect(reply.status == 200 && reply.text("kind") == "png" && reply.json["isAttached"] == false)
            #expect(reply.text("digest") == FileSeal.digest(of: Self.png(1)).description)
            let answer = try await front.get("/v1/tickets/C-1/files/\(reply.text("digest"))")
            #expect(answer.bytes == Self.png(1))
            #expect(answer.headers[.contentType] == "image/png")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            #expect(answer.headers[.cacheControl]?.hasPrefix("private") == true)
            #expect(answer.headers[.contentDisposition]?.hasPrefix("inline; filename=\"C-1-") == true)
            let known = try await front.get(
                "/v1/tickets/C-1/files/\(reply.text("digest"))", [.ifNoneMatch: answer.headers[.eTag] ?? ""])
            #expect(known.status == 304 && known.bytes.isEmpty)
            let stored = try #require(FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String })
            #expect(stored.count == 2, "a folder and a file")
        }
    }

    @Test func aFileOfSeveralPiecesComesBackWhole() async throws {
        try await withFront { front, _ in
            try await front.open()
            let bytes = Array("%PDF-1.4\n".utf8) + (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

            let digest = try await digest(bytes, front)

            let answer = try await front.get("/v1/tickets/C-1/files/\(digest)")
            #expect(answer.bytes == bytes && answer.headers[.contentType] == "application/pdf")
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        }
    }

    @Test func whatIsNoPictureIsRefusedWhateverItIsCalled() async throws {
        try await withFront { front, place in
            try await front.open()
            let script = Array("<script>alert(1)</script>".utf8)

            for (bytes, type) in [
                (script, "image/png"), ([], "image/png"), (Array(Self.png(1).dropLast(3)), "image/png"),
                (Self.png(1), "text/plain"), (Self.png(1), "multipart/form-data; boundary=x"),
                (Self.png(1), "image/svg+xml"),
            ] {
                let reply = try await upload(bytes, type: type, front)
                #expect(reply.status == 415 && reply.code == "unsupported-file", "\(type)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
        }
    }

    @Test func tenMebibytesExactlyAreTakenAndAByteMoreIsNot() async throws {
        try await withFront { front, _ in
            try await front.open()
            let most = Array("%PDF-".utf8) + [UInt8](repeating: 1, count: FileLimits.bytesMax - 5)

            #expect(try await upload(most, front).status == 200)
            let reply = try await upload(most + [1], front)
            #expect(reply.status == 413 && reply.code == "body-too-large")
        }
    }

    @Test func onlyWhoMayReadMayUploadAndSee() async throws {
        try await withFront { front, _ in
            try await front.open()
            let digest = try await digest(Self.png(1), front)
            try await front.act("C-1", "attachFiles", ["files": [.string(digest)]])

            for stranger in ["carpenter", "south", "engineer"] {
                #expect(try await upload(Self.png(2), as: stranger, front).code == "no-such-ticket")
                #expect(try await front.get("/v1/tickets/C-1/files", as: stranger).code == "no-such-ticket")
                #expect(try await front.get("/v1/tickets/C-1/files/\(digest)", as: stranger).code == "no-such-ticket")
            }
            #expect(try await upload(Self.png(2), as: "admin", front).code == "wrong-role")
            #expect(try await front.get("/v1/tickets/C-1/files", as: "admin").code == "wrong-role")
            #expect(try await front.get("/v1/tickets/C-1/files/\(digest)", as: "admin").code == "wrong-role")
            #expect(try await front.get("/v1/tickets/C-1/files/\(digest)", as: nil).status == 401)
            #expect(try await upload(Self.png(2), to: "C-9", front).code == "no-such-ticket")
        }
    }

    @Test func aFileIsSeenOnItsOwnTicketOnly() async throws {
        try await withFront { front, _ in
            try await front.open()
            try await front.open()
            let digest = try await digest(Self.png(1), front)

            #expect(try await front.get("/v1/tickets/C-2/files/\(digest)").code == "no-such-file")
            #expect(try await front.get("/v1/tickets/C-1/files/..%2f..%2fmaster.key").code == "no-such-file")
            #expect(try await front.get("/v1/tickets/C-1/files/\(digest.uppercased())").code == "no-such-file")
        }
    }

    @Test func aDeskWithoutAFolderKeepsNone() async throws {
        let front = try await Front()
        try await front.open()

        #expect(try await upload(Self.png(1), front).status == 404)
        #expect(try await front.get("/tickets/C-1", [.accept: "text/html"]).body.contains("type=\"file\"") == false)
    }

    // MARK: Naming

    @Test func theListSaysWithWhichStepAFileCame() async throws {
        try await withFront { front, _ in
            let (_, dispatch) = try await front.forwarded()
            try await front.act(dispatch, "delivered", as: "engineer")
            try await front.act(dispatch, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], as: "engineer")
            let digest = try await upload(Self.png(1), to: "D-1", as: "engineer", front).text("digest")
            let done = try await front.act(
                dispatch, "reportDone", ["result": "已重贴", "cause": "空鼓", "files": [.string(digest)]], as: "engineer")
            #expect(done.status == 200, "\(done.body)")

            let list = try await front.get("/v1/tickets/D-1/files").json

            #expect(list["files"]?[0]?["digest"]?.string == digest && list["files"]?[0]?["step"] == "reportDone")
            #expect(list["files"]?[0]?["stepLabel"] == "报告完成" && list["waiting"] == [])
            let history = try await front.get("/v1/tickets/D-1/history").json["events"]?.array ?? []
            #expect(history.suffix(2).compactMap { $0["type"]?.string }.first == "filesAttached")
        }
    }

    @Test func aFileThatIsNotThereIsRefusedAtItsPlace() async throws {
        try await withFront { front, _ in
            try await front.open()
            let strange = JSON.string(String(repeating: "0", count: 64))

            let reply = try await front.act("C-1", "attachFiles", ["files": [strange]])

            #expect(reply.status == 422 && reply.code == "invalid-data" && reply.pointers == ["/data/files/0"])
            let wrong = try await front.act("C-1", "attachFiles", ["files": ["abc"]])
            #expect(wrong.pointers == ["/data/files/0"])
            #expect(try await front.act("C-1", "attachFiles", ["files": []]).pointers.contains("/data/files"))
            #expect(
                try await front.act("C-1", "classify", ["categories": ["construction"], "files": [strange]]).status
                    == 422)
        }
    }

    @Test func damagedBytesAreSaidToBeUnreadable() async throws {
        try await withFront { front, place in
            try await front.open()
            let digest = try await digest(Self.png(1), front)
            let folder = try #require(FileManager.default.contentsOfDirectory(atPath: place).first)
            let file = URL(filePath: "\(place)/\(folder)/\(digest)")
            var bytes = try Data(contentsOf: file)
            bytes[20] ^= 1
            try bytes.write(to: file)

            #expect(try await front.get("/v1/tickets/C-1/files/\(digest)").code == "unreadable-file")
            try FileManager.default.removeItem(at: file)
            #expect(try await front.get("/v1/tickets/C-1/files/\(digest)").code == "unreadable-file")
            // The same bytes again put it right.
            _ = try await self.digest(Self.png(1), front)
            #expect(try await front.get("/v1/tickets/C-1/files/\(digest)").bytes == Self.png(1))
        }
    }

    // MARK: Pages

    private struct Part {
        let name: String
        var fileName: String?
        let bytes: [UInt8]

        init(_ name: String, _ text: String) { (self.name, bytes) = (name, Array(text.utf8)) }
        init(file: String, _ bytes: [UInt8]) { (name, fileName, self.bytes) = ("/data/files", file, bytes) }
    }

    private func send(
        _ parts: [Part], to path: String = "/tickets/C-1/commands", as principal: String? = "specialist",
        proof: String? = nil, key: String = "k1", rev: String = "1", _ front: Front
    ) async throws -> Reply {
        let hidden = [
            Part("proof", proof ?? Front.proof(of: principal ?? "")), Part("key", key), Part("rev", rev),
        ]
        var body: [UInt8] = []
        for part in hidden + parts {
            let file = part.fileName.map { "; filename=\"\($0)\"\r\nContent-Type: image/png" } ?? ""
            body += Array("--B\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8)
            body += part.bytes + Array("\r\n".utf8)
        }
        body += Array("--B--\r\n".utf8)
        return try await front.post(
            path, bytes: body, as: principal,
            [.contentType: "multipart/form-data; boundary=B", .key: "", .accept: "text/html"])
    }

    @Test func aFormWithPhotosIsSentWithoutScript() async throws {
        try await withFront { front, _ in
            try await front.open()

            let reply = try await send(
                [
                    Part("type", "attachFiles"), Part(file: "厨房.png", Self.png(1, author: "secret")),
                    Part(file: "厅.png", Self.png(2)), Part("/data/note", "空鼓"),
                ], front)

            #expect(reply.status == 303, "\(reply.body)")
            let files = try await front.get("/v1/tickets/C-1/files").json["files"]?.array ?? []
            #expect(
                files.compactMap { $0["digest"]?.string }
                    == [1, 2].map { FileSeal.digest(of: Self.png($0)).description })
            let page = try await front.get("/tickets/C-1", [.accept: "text/html"]).body
            let address = "/v1/tickets/C-1/files/\(FileSeal.digest(of: Self.png(1)))"
            let image = "<img src=\"\(address)\" alt=\"\" loading=\"lazy\"> <span class=\"quiet\">PNG 图片 1 KB "
            #expect(page.contains(image))
            #expect(page.contains("enctype=\"multipart/form-data\""))
            #expect(page.contains("type=\"file\" multiple accept=\"image/jpeg,image/png,image/webp,application/pdf\""))
            #expect(!page.contains("厨房.png"), "names of files tell of people")
        }
    }

    @Test func aFormWithoutPhotosIsSentAsWell() async throws {
        try await withFront { front, _ in
            try await front.open()

            let reply = try await send(
                [Part("type", "withdraw"), Part("/data/reason", "撤诉"), Part(file: "", [])], front)

            #expect(reply.status == 303, "\(reply.body)")
            #expect(try await front.get("/v1/tickets/C-1/files").json["files"] == [])
        }
    }

    @Test func whatWasUploadedBeforeARefusalNeedNotBeChosenAgain() async throws {
        try await withFront { front, _ in
            let (_, dispatch) = try await front.forwarded()
            try await front.act(dispatch, "delivered", as: "engineer")
            try await front.act(dispatch, "accept", ["promisedDate": "2026-03-04T18:00:00+08:00"], as: "engineer")
            let path = "/tickets/D-1/commands"
            let rev = "\(try await front.get("/v1/tickets/D-1").rev)"
            let digest = FileSeal.digest(of: Self.png(1)).description

            let refused = try await send(
                [
                    Part("type", "reportDone"), Part("/data/result", "已重贴"), Part(file: "a.png", Self.png(1)),
                    Part(file: "b.txt", [1, 2]),
                ], to: path, as: "engineer", rev: rev, front)

            #expect(refused.status == 422, "\(refused.status)")
            let box = "type=\"checkbox\" name=\"/data/files\" value=\"\(digest)\" checked"
            #expect(refused.body.contains(box) && refused.body.contains("已重贴"))
            #expect(refused.body.contains("b.txt:只收 JPEG"))
            #expect(try await front.get("/v1/tickets/D-1/files").json["files"] == [])

            let done = try await send(
                [
                    Part("type", "reportDone"), Part("/data/result", "已重贴"), Part("/data/cause", "空鼓"),
                    Part("/data/files", digest), Part(file: "", []),
                ], to: path, as: "engineer", key: "k2", rev: rev, front)

            #expect(done.status == 303, "\(done.body)")
            let files = try await front.get("/v1/tickets/D-1/files").json["files"]
            #expect(files?[0]?["digest"]?.string == digest && files?[0]?["step"] == "reportDone")
        }
    }

    @Test func aFormOfAnotherSiteKeepsNoFile() async throws {
        try await withFront { front, place in
            try await front.open()

            let reply = try await send(
                [Part("type", "attachFiles"), Part(file: "a.png", Self.png(1)), Part("/data/note", "我写的")],
                proof: "wrong", front)

            #expect(reply.status == 403 && reply.body.contains("我写的"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
        }
    }

    @Test func aFormWhoseLogInHasEndedKeepsWhatWasTypedAndNoFile() async throws {
        try await withFront { front, place in
            try await front.open()

            let reply = try await send(
                [Part("type", "attachFiles"), Part(file: "a.png", Self.png(1)), Part("/data/note", "我写的")], as: nil,
                front)

            #expect(reply.status == 401 && reply.body.contains("我写的"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
        }
    }

    @Test func aBrokenFormIsRefused() async throws {
        try await withFront { front, _ in
            try await front.open()

            let reply = try await front.post(
                "/tickets/C-1/commands", bytes: Array("--B\r\nnothing".utf8),
                [.contentType: "multipart/form-data; boundary=B", .key: "", .accept: "text/html"])

            #expect(reply.status == 400)
            #expect(
                try await send(
                    [Part("type", "attachFiles"), Part(file: "a.png", Self.png(1))], to: "/tickets/C-9/commands", front
                )
                .status == 404)
        }
    }

    @Test func moreThanTwentyFilesAreRefusedAndTheFirstTwentyAreThere() async throws {
        try await withFront { front, _ in
            try await front.open()
            let files = (1...21).map { Part(file: "\($0).png", Self.png(UInt8($0))) }

            let reply = try await send([Part("type", "attachFiles")] + files, front)

            #expect(reply.status == 422 && reply.body.contains("21.png:一次最多附 20 个文件"))
            #expect(try await front.get("/v1/tickets/C-1/files").json["waiting"]?.array?.count == 20)
        }
    }

    // MARK: Limits of connections

    @Test func onlyUploadsMayBeLongerThanOtherBodies() {
        func most(_ method: HTTPRequest.Method, _ path: String, _ type: String = "image/png") -> Int {
            BodyLimit.of(
                HTTPRequest(
                    method: method, scheme: "http", authority: "d", path: path, headerFields: [.contentType: type]))
        }
        let (usual, form) = (DeskConfiguration.bodyBytesMax, "multipart/form-data; boundary=B")

        #expect(most(.post, "/v1/tickets/C-1/files") == FileLimits.bytesMax)
        #expect(most(.post, "/v1/tickets/C-1/files?lang=en") == FileLimits.bytesMax)
        #expect(most(.get, "/v1/tickets/C-1/files") == usual)
        #expect(most(.post, "/v1/tickets/C-1/commands") == usual)
        #expect(most(.post, "/v1/tickets/C-1/commands", form) == usual)
        #expect(most(.post, "/tickets/C-1/commands", form) == MultipartForm.bytesMax)
        #expect(most(.post, "/tickets/C-1/commands", "application/x-www-form-urlencoded") == usual)
        #expect(most(.post, "/intake/complaint", form) == usual)
    }

    @Test func anEngineInTroubleKeepsNoRow() async throws {
        try await withFront { front, _ in
            try await front.open()

            front.desk.fail(with: .overloaded)
            #expect(try await upload(Self.png(1), front).status == 503)
            front.desk.fail(with: .diskFull)
            #expect(try await upload(Self.png(1), front).status == 507)
            front.desk.fail(with: nil)
            #expect(try await front.get("/v1/tickets/C-1/files").json["waiting"] == [])
            #expect(try await upload(Self.png(1), front).status == 200)
        }
    }

    /// A step is no way around the right that attaching asks for.
    @Test func aStepTakesNoFilesOfWhoMayNotReadThem() async throws {
        try await withFront { front, _ in
            _ = try await front.desk.run(.putToken(Front.token(for: Actor("inspector", [.inspector]))))
            let project: JSON = [
                "customer": ["name": "王小明", "phone": "13800138000"], "contractNo": "HT-1", "site": "深圳",
            ]
            _ = try await front.post("/v1/projects", ["data": project])
            let plan: JSON = [
                "materialArrivalOn": "2026-03-09T10:00:00+08:00", "hiddenWorksOn": "2026-03-16T10:00:00+08:00",
                "midTermOn": "2026-04-01T10:00:00+08:00", "finalOn": "2026-04-11T10:00:00+08:00",
                "shipments": [["productContract": "PC-1", "scheduledFor": "2026-03-23T10:00:00+08:00"]],
            ]
            #expect(try await front.act("P-1", "approvePlan", plan).status == 200)
            #expect(try await front.act("P-1", "startWorks", [:]).status == 200)
            let brought = try await upload(Self.png(1), to: "P-1", front)
            let file = JSON.string(brought.text("digest"))
            let begun = try await front.act("N-3", "beginAcceptance", ["present": ["customer"]], as: "inspector")
            #expect(begun.status == 200, "\(begun.body)")
            let result: JSON = ["passed": true, "signed": true, "files": [file]]

            let reply = try await front.act("N-3", "recordResult", result, as: "inspector")

            #expect(reply.status == 403 && reply.code == "wrong-role", "\(reply.body)")
            let office = try await front.act("N-3", "recordResult", result)
            #expect(office.status == 200, "\(office.body)")
        }
    }

    @Test func uploadsShareTheRoomInMemory() async throws {
        let room = UploadRoom()

        _ = try await room.with(UploadRoom.bytesMax) {
            await #expect(throws: Problem.self) { try await room.with(1) {} }
        }
        try await room.with(UploadRoom.bytesMax) {}
    }
}
