package import Hummingbird
package import Logging
internal import NIOCore
package import PaidanEngine
internal import PaidanJSON
internal import Synchronization

/// The HTTP side: what clerks, dashboards and pages talk to. Decides nothing; it asks the engine and shows the answer.
package struct DeskServer: Sendable {
    private let house: House

    /// - Parameters:
    ///   - vault: opens customers' words for those who may read them.
    ///   - metrics: what else `/metrics` shows.
    ///   - condition: how the parts behind the desk are; without it `/readyz` only reads.
    ///   - files: where photos and files are kept; without it nobody can upload any.
    ///   - access: writes down who looked up which customer; without it nobody can.
    /// - Throws: when a machine's commands cannot be forms, or when `schema/openapi.yaml` is not YAML.
    package init(
        desk: any Desk, library: any Library, vault: Vault, configuration: DeskConfiguration,
        metrics: (any MetricsSource)? = nil, condition: (any ConditionSource)? = nil, access: (any AccessLog)? = nil,
        files: FileFolder? = nil, logger: Logger
    ) throws {
        house = try House(
            desk: desk, library: library, vault: vault, configuration: configuration, metrics: metrics,
            condition: condition, access: access, files: files, logger: logger)
    }

    /// Every route, for the test that compares them with `schema/openapi.yaml`.
    package static var routes: [RouteName] { Route.all.map(\.name) }

    /// The way in for requests, without a socket; tests call it.
    package func responder() -> RouterResponder<DeskContext> { router().buildResponder() }

    /// Serves until it is told to stop; on graceful shutdown what is under way is finished.
    /// - Parameter onBound: told the address once it is bound, e.g. the real port when port 0 was asked for.
    /// - Throws: `AddressUnavailable` when nobody can be served there.
    package func run(onBound: @escaping @Sendable (_ host: String, _ port: Int) async -> Void) async throws {
        let configuration = house.configuration
        let isBound = Mutex(false)
        do {
            let application = application { host, port in
                isBound.withLock { $0 = true }
                await onBound(host, port)
            }
            try await withTaskExecutorPreference(LoopExecutor.shared) { try await application.run() }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw isBound.withLock(\.self)
                ? error : AddressUnavailable(configuration.host, configuration.port, because: error)
        }
    }

    private func application(
        onBound: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) -> Application<RouterResponder<DeskContext>> {
        let configuration = house.configuration
        let (limits, connections) = (configuration.connections, OpenConnections(max: configuration.connections.count))
        return Application(
            router: router(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionWatch(limits, among: connections)],
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: DeskConfiguration.headBytesMax,
                        maxHeaderListSize: DeskConfiguration.headBytesMax,
                        maxHeaderFieldCount: DeskConfiguration.headFieldsMax))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: DeskConfiguration.backlog,
                availableConnectionsDelegate: connections.doorkeeper),
            onServerRunning: { channel in
                await onBound(channel.localAddress?.ipAddress ?? configuration.host, channel.localAddress?.port ?? 0)
            },
            eventLoopGroupProvider: .shared(LoopExecutor.shared.loops),
            logger: house.logger)
    }

    /// From now on `/readyz` says that the server is going; what is under way is finished.
    package func beginDraining() { house.draining.begin() }

    private func router() -> Router<DeskContext> {
        let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Receptionist(house: house))
        for route in Route.all {
            router.on(RouterPath(route.name.path), method: route.name.method) { [house] request, context in
                try await route.answer(request, context, house)
            }
        }
        for (path, methods) in Route.methodsByPath {
            let allowed = Route.allow(methods)
            router.on(RouterPath(path), method: .options) { _, _ -> Response in
                Response(status: .noContent, headers: [.allow: allowed])
            }
            for method in Route.otherMethods(than: methods) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Problem(.methodNotAllowed, headers: [.allow: allowed])
                }
            }
        }
        return router
    }
}
