/// What the desk has to be told.
package struct DeskConfiguration: Sendable {
    package let host: String
    /// 0 picks a free one.
    package let port: Int
    /// The program's version; part of every ETag, so that a new release is never shown an old page.
    package let build: String
    /// Milliseconds of a clock that never jumps, for caches and rate limits. It runs even if the engine's clock stands still.
    package let uptime: @Sendable () -> Int64
    package let connections: ConnectionLimits

    package init(
        host: String = "127.0.0.1", port: Int = 8_480, build: String,
        uptime: @escaping @Sendable () -> Int64, connections: ConnectionLimits = ConnectionLimits()
    ) {
        self.host = host
        self.port = port
        self.build = build
        self.uptime = uptime
        self.connections = connections
    }

    /// Connections that may wait to be accepted.
    static let backlog = 1_024
    /// The longest head of a request that is read, path and all, and the most fields in it.
    static let headBytesMax = 32 * 1_024
    static let headFieldsMax = 100
    /// The longest body that is read.
    package static let bodyBytesMax = 256 * 1_024
}
