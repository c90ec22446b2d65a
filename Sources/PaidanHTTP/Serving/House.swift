internal import Logging
internal import PaidanCore
internal import PaidanEngine
internal import Synchronization

/// Everything that handlers share.
struct House: Sendable {
    let desk: any Desk
    let library: any Library
    let vault: Vault
    let configuration: DeskConfiguration
    let metrics: (any MetricsSource)?
    let condition: (any ConditionSource)?
    let access: (any AccessLog)?
    let logger: Logger
    /// 照片和文件; nil where none are kept.
    let files: FileFolder?
    let uploads = UploadRoom()
    let forms: FormShelf
    let gate: Gatekeeper
    let counters = Counters()
    let draining = Draining()

    init(
        desk: any Desk, library: any Library, vault: Vault, configuration: DeskConfiguration,
        metrics: (any MetricsSource)?, condition: (any ConditionSource)?, access: (any AccessLog)?, files: FileFolder?,
        logger: Logger
    ) throws {
        self.desk = desk
        self.library = library
        self.vault = vault
        self.configuration = configuration
        self.metrics = metrics
        self.condition = condition
        self.access = access
        self.files = files
        self.logger = logger
        self.forms = try FormShelf()
        self.gate = Gatekeeper(library: library, uptime: configuration.uptime)
        _ = try OpenAPIDocument.served.get()
    }

    var zone: Zone { desk.policies.regulation().policy.calendar.zone }
}

/// Whether the server is stopping.
final class Draining: Sendable {
    private let isBegun = Atomic(false)

    func begin() { isBegun.store(true, ordering: .relaxed) }
    var isOn: Bool { isBegun.load(ordering: .relaxed) }
}
