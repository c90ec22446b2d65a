internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import NIOPosix
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/tickets/{id}/files`: 照片和文件 of a ticket.
enum Files {
    /// What an upload may be called. No form of a page of another site can send one of these; what it is, its bytes say.
    static let types = ["application/octet-stream"] + FileKind.allCases.map(\.mediaType)

    /// The raw bytes of one file.
    @Sendable static func take(_ call: Call) async throws -> Response {
        guard types.contains(Body.type(of: call.http) ?? "") else {
            throw Problem(.unsupportedFile, Label(listed: types))
        }
        let folder = try folder(of: call)
        let place = try await call.readTicket { try FilePlace.of($0, folder, for: call, in: $1) }
        let length = call.http.headers[.contentLength].flatMap(Int.init) ?? FileLimits.bytesMax
        let file = try await call.house.uploads.with(min(max(length, 0), FileLimits.bytesMax)) {
            try await place.keep(try await Body.bytes(of: call, atMost: FileLimits.bytesMax))
        }
        var object = FileView.json(of: file, call.viewer)
        object["isAttached"] = .bool(file.attachedAt != nil)
        return Answer.json(.object(object), caching: "no-store")
    }

    @Sendable static func list(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        return Answer.json(try await view(call).json(for: call.viewer), caching: "no-store")
    }

    @Sendable static func show(_ call: Call) async throws -> Response {
        _ = try Query(call, known: [])
        let folder = try folder(of: call)
        guard let digest = FileDigest(text: try call.parameter("digest")) else { throw Problem(.noSuchFile) }
        let view = try await view(call)
        guard let file = view.file(digest), let owner = try await call.read({ try $0.person(file.person) }),
            let key = call.house.vault.key(of: owner)
        else { throw Problem(.noSuchFile) }
        let headers = headers(of: file, view.row)
        if ETag.matches(headers[.eTag] ?? "", call.http.headers[.ifNoneMatch]) {
            return ETag.notModified(headers)
        }
        return Response(status: .ok, headers: headers, body: try await body(file, folder, key))
    }

    private static func view(_ call: Call) async throws -> FileView {
        let viewer = call.viewer
        return try await call.readTicket { id, reading in
            do {
                return try FileView(of: id, in: reading, for: viewer)
            } catch is Refusal {
                throw Problem.wrongRole(needs: Attach.roles, to: Attach.label)
            }
        }
    }

    /// - Throws: `notFound` for a desk without a folder of files.
    static func folder(of call: Call) throws -> FileFolder {
        guard let folder = call.house.files else { throw Problem(.notFound) }
        return folder
    }

    // MARK: The bytes

    /// They are what they are called, run nothing, and stay with whoever asked. Documents are saved and not shown: what stands in them
    /// is not looked at.
    private static func headers(of file: FileRow, _ row: TicketRow) -> HTTPFields {
        let name = "\(row.numberText)-\(file.digest.short).\(file.kind.suffix)"
        var headers: HTTPFields = [
            .contentType: file.kind.mediaType,
            .cacheControl: "private, max-age=86400, immutable",
            .vary: "Authorization, Cookie",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
            .eTag: "\"\(file.digest)\"",
        ]
        headers[.contentDisposition] = "\(file.kind.isPicture ? "inline" : "attachment"); filename=\"\(name)\""
        headers[.crossOriginResourcePolicy] = "same-origin"
        return headers
    }

    /// Piece by piece, as fast as they are taken. The first is looked at before anything is answered; damage further on breaks the
    /// answer off.
    private static func body(_ row: FileRow, _ folder: FileFolder, _ key: PersonKey) async throws -> ResponseBody {
        let (file, first) = try await opened(row, folder, key)
        return ResponseBody(contentLength: row.size) { writer in
            try await writer.write(ByteBuffer(bytes: first))
            for index in 1..<max(file.count, 1) {
                let piece = try await NIOThreadPool.singleton.runIfActive { try file.piece(index) }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
    }

    private static func opened(
        _ row: FileRow, _ folder: FileFolder, _ key: PersonKey
    ) async throws -> (SealedFile, first: [UInt8]) {
        do {
            return try await NIOThreadPool.singleton.runIfActive {
                let file = try SealedFile(row, in: folder, key: key)
                return (file, try file.piece(0))
            }
        } catch let trouble as FileTrouble {
            throw Problem(.unreadableFile, cause: trouble.label.en)
        } catch is SealedFile.Damaged {
            throw Problem(.unreadableFile, cause: "the file \(row.digest) of \(row.person) was changed")
        }
    }
}

extension Label {
    fileprivate init(listed types: [String]) {
        let all = types.joined(separator: ", ")
        self.init("Content-Type 应为其中之一:\(all)", "the Content-Type must be one of \(all)")
    }
}

extension HTTPField.Name {
    /// Letters and hyphens, so it is valid.
    static let crossOriginResourcePolicy = Self("Cross-Origin-Resource-Policy")!
}
