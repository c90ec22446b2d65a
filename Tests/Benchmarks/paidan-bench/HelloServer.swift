internal import ArgumentParser
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore

/// `paidan-bench hello`: the framework that Paidan's desk stands on, answering a constant. Its ceiling.
struct HelloServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hello", abstract: "Serves a constant on GET and POST /hello; prints its address.")

    /// As long as the receipt that Paidan answers with.
    private static let answer = ByteBuffer(string: #"{"hello":""# + String(repeating: "h", count: 120) + #""}"#)
    private static let bodyMax = 256 * 1_024

    func run() async throws {
        let router = Router()
        router.get("/hello") { _, _ in Self.response(.ok) }
        router.post("/hello") { request, _ in
            _ = try await request.body.collect(upTo: Self.bodyMax)
            return Self.response(.created)
        }
        var logger = Logger(label: "hello")
        logger.logLevel = .warning
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), backlog: 1_024),
            onServerRunning: { channel in
                // Not `print`: whoever started it reads the address from a pipe, at once.
                let line = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
                FileHandle.standardOutput.write(Data(line.utf8))
            }, logger: logger)
        try await application.runService()
    }

    private static func response(_ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: answer))
    }
}
