package import Hummingbird
package import Logging
internal import NIOCore

/// What belongs to one request beside its head and body.
package struct DeskContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let channel: (any Channel)?
    private let knownAddress: String

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        knownAddress = ""
    }

    /// Without a socket, for tests.
    package init(logger: Logger, address: String) {
        coreContext = CoreRequestContextStorage(source: Loose(logger: logger))
        channel = nil
        knownAddress = address
    }

    private struct Loose: RequestContextSource { let logger: Logger }

    /// The sender's address, for rate limits.
    var address: String { channel?.remoteAddress?.ipAddress ?? knownAddress }
}
