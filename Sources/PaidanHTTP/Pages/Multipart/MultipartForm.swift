internal import Hummingbird
internal import NIOCore
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// A page's form with files, as a browser sends it: the texts, and the digests of the files that were kept meanwhile.
struct MultipartForm {
    private(set) var values: [String: [String]] = [:]
    /// What is wrong with files, each by its name.
    private(set) var flaws: [Problem.Flaw] = []
    private var textBytes = 0
    private var files = 0

    /// One body: as many files as a step takes, and what may be typed besides.
    static let bytesMax = FileLimits.ofStepMax * FileLimits.bytesMax + 2 * DeskConfiguration.bodyBytesMax
    private static let fileNameMax = 100

    /// Puts a file into its place.
    typealias Keeper = (_ bytes: [UInt8]) async throws -> FileDigest

    static func isMultipart(_ request: Call.HTTP) -> Bool { Body.type(of: request) == MultipartReader.type }

    /// - Parameters:
    ///   - most: of what is typed.
    ///   - keep: puts a file into its place; asked when everything that came before it is known. nil for a file that is not to be kept.
    /// - Throws: `Problem` 400, 413, 415.
    static func read(
        _ call: Call, atMost most: Int = DeskConfiguration.bodyBytesMax,
        keep: (_ before: [String: [String]]) -> Keeper?
    ) async throws -> MultipartForm {
        guard var reader = MultipartReader(contentType: call.http.headers[.contentType] ?? "") else {
            throw Problem(.unsupportedMediaType)
        }
        var (form, part, bytes, whole) = (MultipartForm(), MultipartReader.Part?.none, [UInt8](), 0)
        var keeper: Keeper?
        do {
            for try await buffer in call.http.body {
                whole += buffer.readableBytes
                guard whole <= bytesMax else { throw Problem(.bodyTooLarge) }
                for event in try reader.take(Array(buffer.readableBytesView)) {
                    switch event {
                    case .part(let next):
                        (part, bytes) = (next, [])
                        keeper = next.fileName == nil ? nil : keep(form.values)
                    case .bytes(let more):
                        // Of a file that nobody keeps nothing is held.
                        guard part?.fileName == nil || keeper != nil else { continue }
                        try form.take(more, of: part, into: &bytes, most)
                    case .partEnded:
                        if let part { try await form.end(part, bytes, keeper) }
                        (part, bytes, keeper) = (nil, [], nil)
                    }
                }
            }
            try reader.finish()
        } catch is MultipartReader.Flaw {
            throw Problem(.malformedForm)
        }
        return form
    }

    /// Of a file that is too large only so much is held that this can be told.
    private mutating func take(
        _ more: [UInt8], of part: MultipartReader.Part?, into bytes: inout [UInt8], _ most: Int
    ) throws {
        guard part?.fileName == nil else {
            if bytes.count <= FileLimits.bytesMax { bytes += more }
            return
        }
        textBytes += more.count
        guard textBytes <= most else { throw Problem(.bodyTooLarge) }
        bytes += more
    }

    private mutating func end(
        _ part: MultipartReader.Part, _ bytes: [UInt8], _ keep: Keeper?
    ) async throws {
        guard let fileName = part.fileName else {
            values[part.name, default: []].append(
                String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
            return
        }
        // Where none was chosen a browser sends one without name and bytes.
        guard !(fileName.isEmpty && bytes.isEmpty), let keep else { return }
        files += 1
        guard files <= FileLimits.ofStepMax else {
            return note(Refusal.Reason.tooManyFiles.label, of: part, fileName)
        }
        do {
            values[part.name, default: []].append(try await keep(bytes).description)
        } catch let problem as Problem where problem.isOfFile {
            note(problem.detail ?? problem.code.label, of: part, fileName)
        }
    }

    private mutating func note(_ label: Label, of part: MultipartReader.Part, _ fileName: String) {
        let name = String(fileName.prefix(Self.fileNameMax))
        flaws.append(
            Problem.Flaw(
                pointer: part.name, code: FieldError.Code.invalid.rawValue,
                detail: Label("\(name):\(label.zh)", "\(name): \(label.en)")))
    }

    /// The same form whatever boundary it was sent with: what was typed and the digests of what was chosen.
    var bytes: [UInt8] {
        values.sorted { $0.key < $1.key }.flatMap { name, texts in texts.flatMap { Array("\(name)\0\($0)\0".utf8) } }
    }
}

extension Problem {
    /// Another file may do better.
    fileprivate var isOfFile: Bool {
        switch code {
        case .bodyTooLarge, .unsupportedFile, .refused, .wrongRole: true
        default: false
        }
    }
}
