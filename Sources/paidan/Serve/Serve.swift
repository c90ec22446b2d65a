internal import ArgumentParser
internal import Foundation
internal import Logging
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanHTTP
internal import ServiceLifecycle

/// `paidan serve`: the desk, the queues, routing and the clock watch in one process.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: spoken("启动服务:工作台、队列、转单、时限", "run the server: desk, queues, routing, clocks"))

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let ending = Ending(on: Self.endings)
        let settings = try options.settings()
        let logger = Self.logger(settings.logLevel)
        try Announcement.requireWritable(settings)
        Self.ignoreHangUp()
        let server = try RunningServer(
            RunningServer.Options(
                dataPath: settings.data, dispatchEndpoint: settings.dispatch, bellEndpoint: settings.bell,
                routesInHouse: settings.routers > 0, firstPolicy: try settings.policy.load(),
                manualClockFrom: settings.manualClockFrom))
        let warnings = server.warnings + Self.warnings(about: settings, server)
        for warning in warnings { Terminal.errors.line(warning.text(in: settings.language)) }
        // A former server's would send clients to an address where nobody is.
        if let path = settings.readyFile { unlink(path) }
        let tokens = server.isNew && settings.demo ? try await DemoCompany.hire(at: server.house) : []
        let desk = try DeskServer(
            desk: server.house, library: server.library, vault: server.vault, configuration: Self.desk(settings),
            metrics: HouseMetrics(house: server.house), condition: ServerCondition(server: server),
            access: HouseAccessLog(house: server.house), files: server.files, logger: logger)
        let announcement = Announcement(settings: settings, server: server, tokens: tokens)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(
                    service: HouseService(server: server, logger: logger),
                    successTerminationBehavior: .gracefullyShutdownGroup),
                .init(
                    service: DeskService(desk: desk, announcement: announcement),
                    successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: FileSweeper(server: server, logger: logger)),
            ],
            logger: logger)
        // Somebody who never finishes a request must not keep the server from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(Self.drainSeconds)
        let group = ServiceGroup(configuration: configuration)
        ending.endInOrder(group)
        try await group.run()
    }

    /// What the settings say and a person may not expect.
    private static func warnings(about settings: Settings, _ server: RunningServer) -> [Label] {
        let policy = IgnoredPolicy.warning(about: settings, server)
        guard !settings.http.isLoopback else { return [policy].compactMap(\.self) }
        let open = Label(
            "警告:\(settings.http) 可从其他机器访问,令牌和客户资料未加密传输;请改为 127.0.0.1,前面放带 TLS 的反向代理(见 docs/operating/install.md)",
            "warning: other machines reach \(settings.http), and tokens and customers' details go there unencrypted; listen on 127.0.0.1 behind a proxy with TLS (docs/operating/install.md)"
        )
        return [open, policy].compactMap(\.self)
    }

    private static let drainSeconds: Int64 = 10

    // MARK: SIGHUP

    /// On a terminal it says that the terminal has gone, and the server goes with it. To a service it says "read your
    /// settings anew": there is nothing to read, so nothing happens.
    private static var isOnTerminal: Bool { Terminal.errors.isTerminal }
    private static var endings: [Int32] { [SIGTERM, SIGINT] + (isOnTerminal ? [SIGHUP] : []) }

    private static func ignoreHangUp() {
        if !isOnTerminal { signal(SIGHUP, SIG_IGN) }
    }

    private static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "paidan", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = level
        return logger
    }

    private static func desk(_ settings: Settings) -> DeskConfiguration {
        let start = ContinuousClock.now
        var connections = ConnectionLimits()
        connections.count = Descriptors.connections(atMost: ConnectionLimits.countUsual)
        return DeskConfiguration(
            host: settings.http.host, port: settings.http.port, build: Paidan.configuration.version,
            uptime: { Int64((ContinuousClock.now - start) / .milliseconds(1)) }, connections: connections)
    }
}
