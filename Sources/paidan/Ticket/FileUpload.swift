internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Brings files of this machine to a server.
struct FileUpload: Sendable {
    let client: Client
    let ticket: TicketName

    /// - Returns: the digests, in the same order.
    func digests(of paths: [String]) async throws -> [String] {
        guard paths.count <= FileLimits.ofStepMax else {
            let label = Refusal.Reason.tooManyFiles.label
            throw Trouble(.usage, label.zh, label.en)
        }
        // Looked at before the first is sent.
        let files = try paths.map { try (path: $0, bytes: Self.bytes(of: $0)) }
        var digests: [String] = []
        for file in files {
            let answer = try await client.upload(["v1", "tickets", ticket.text, "files"], file.bytes)
            guard let digest = answer["digest"]?.string else {
                throw Trouble(.unavailable, "服务没有应答文件标识", "the server answered without a digest")
            }
            digests.append(digest)
        }
        return digests
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        let bytes = try PlainFile.bytes(of: path, atMost: FileLimits.bytesMax + 1)
        let flaw: FileFlaw? =
            bytes.isEmpty
            ? .empty
            : bytes.count > FileLimits.bytesMax ? .tooLarge : FileKind(firstBytes: bytes) == nil ? .unknownKind : nil
        guard let label = flaw?.label else { return bytes }
        throw Trouble(.usage, "\(path):\(label.zh)", "\(path): \(label.en)")
    }
}
