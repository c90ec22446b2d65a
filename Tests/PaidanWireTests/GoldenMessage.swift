import Foundation
import PaidanJSON
import PaidanWire
import Testing

/// One file of `schema/wire/v1`: a message as every implementation has to read it.
struct GoldenMessage: Sendable, CustomTestStringConvertible {
    enum Direction: String {
        case clientToServer = "client-to-server"
        case serverToClient = "server-to-client"
        case bell
    }

    let name: String
    let direction: Direction
    let frames: [[UInt8]]

    /// How a tolerated message is written by ourselves.
    let canonicalFrames: [[UInt8]]?

    /// The error that a bad message gives.
    let code: String?
    let rid: String?

    var testDescription: String { name }
}

// MARK: - Reading and writing the message inside

extension GoldenMessage {
    /// What our side would send after having read it.
    func rewritten() throws(WireError) -> [[UInt8]] {
        switch direction {
        case .clientToServer: try ClientMessage(parsing: frames).encoded()
        case .serverToClient: try ServerMessage(parsing: frames).encoded()
        case .bell: try Doorbell(parsing: frames).encoded()
        }
    }

    /// The name of the command; nil for a bell.
    var command: String? {
        direction == .bell ? nil : String(decoding: frames[1], as: UTF8.self)
    }
}

// MARK: - Files

extension GoldenMessage {
    static let good = load("")
    static let tolerated = load("tolerated")
    static let bad = load("bad")

    /// An unreadable folder is an empty list here; a test counts them.
    private static func load(_ folder: String) -> [GoldenMessage] {
        let directory = root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            (try? Data(contentsOf: directory.appending(path: name))).flatMap { GoldenMessage(file: Array($0)) }
        }
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "schema/wire/v1")

    private init?(file: [UInt8]) {
        guard let json = try? JSON(parsing: file), let name = json["name"]?.string else { return nil }
        guard let direction = json["direction"]?.string.flatMap(Direction.init) else { return nil }
        guard let frames = Self.frames(json) else { return nil }
        self.name = name
        self.direction = direction
        self.frames = frames
        canonicalFrames = json["as"].map(Self.texts)
        code = json["code"]?.string
        rid = json["rid"]?.string
    }

    private static func frames(_ json: JSON) -> [[UInt8]]? {
        if let encoded = json["frames64"]?.array {
            return encoded.compactMap { $0.string.flatMap { Data(base64Encoded: $0) }.map(Array.init) }
        }
        return json["frames"].map(texts)
    }

    private static func texts(_ json: JSON) -> [[UInt8]] {
        (json.array ?? []).compactMap { $0.string.map { Array($0.utf8) } }
    }
}
