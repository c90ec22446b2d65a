internal import ArgumentParser
internal import PaidanCore
internal import UnixSignals

/// `paidan demo`: the main job from complaint to closed, against a server of its own.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: spoken("演示主流程:投诉从登记到结案,逐步计时", "play the main job, complaint to closed, with the time of each step"))

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let server = try PrivateServer()
        defer { server.removeData() }
        do {
            try await play(server)
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Ctrl-C ends the play, and then the server.
    private func play(_ server: PrivateServer) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let play = Task { try await DemoPlay(server, output).run() }
        let watch = Task { for await _ in signals { play.cancel() } }
        defer { watch.cancel() }
        try await play.value
    }
}
