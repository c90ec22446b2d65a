internal import Foundation
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanStore

/// Everything of a server but its desk: data, engine, queues. Composition only.
final class RunningServer: Sendable {
    struct Options: Sendable {
        var dataPath: String
        var dispatchEndpoint: String
        var bellEndpoint: String
        /// 进程内转单: whether complaints are forwarded here, or by `paidan route`.
        var routesInHouse: Bool
        /// Put in force when the data hold no policy yet.
        var firstPolicy: Regulation
        /// Where a clock moved by hand starts; nil for the machine's clock.
        var manualClockFrom: Instant?
    }

    static let clockMeta = "clock"
    private static let epochMeta = "epoch"
    private static let keyMeta = "masterKey"

    let house: House
    let library: SQLiteLibrary
    let vault: Vault
    let clock: HouseClock
    /// 照片和文件
    let files: FileFolder
    let adminToken: String
    let adminTokenPath: String
    /// Whether this start made the data.
    let isNew: Bool
    let directory: DataDirectory
    /// What a company would have begun with at this start.
    let firstPolicy: Regulation
    /// What an operator has to know about the data folder and the policies in it.
    let warnings: [Label]

    /// - Throws: `StoreError.inUse`, `ServeError`, or what the store throws.
    init(_ options: Options) throws {
        for endpoint in [options.dispatchEndpoint, options.bellEndpoint] where !Self.isLocal(endpoint) {
            throw ServeError.notLoopback(endpoint)
        }
        firstPolicy = options.firstPolicy
        var random = BufferedRandom()
        directory = try DataDirectory(locking: options.dataPath)
        let openToOthers = directory.closeToOthers()
        let store = try directory.openStore()
        vault = try directory.vault(&random, isNew: try Self.isUnsealed(store))
        isNew = try store.meta(Self.epochMeta) == nil
        try Self.checkClock(of: store, isManual: options.manualClockFrom != nil)
        let clock = HouseClock(manualFrom: try Self.start(of: options.manualClockFrom, in: store))
        self.clock = clock
        let epoch = try store.meta(Self.epochMeta) ?? UUID().uuidString.lowercased()
        adminTokenPath = URL(filePath: directory.adminTokenPath).standardizedFileURL.path
        try Self.checkKey(vault, of: store, in: directory)
        let fresh = Token.make(&random)
        let metas = [
            (Self.keyMeta, vault.fingerprint), (Self.epochMeta, epoch),
            (Self.clockMeta, options.manualClockFrom == nil ? "real" : "manual"),
        ]
        var warnings = openToOthers
        do {
            try PrivateFile.write(fresh + "\n", to: directory.adminTokenPath) {
                try Self.begin(with: fresh, metas, in: store, at: clock.now)
            }
            adminToken = fresh
        } catch {
            guard Self.isFullDisk(error), let former = try Self.formerToken(in: directory, store) else { throw error }
            adminToken = former
            warnings.append(Self.fullDisk)
        }
        files = FileFolder(path: DataFolder(path: options.dataPath).attachments)
        warnings += Self.prepare(files, beside: store)
        try Engine.prepare(store, with: options.firstPolicy, at: clock.now)
        library = try SQLiteLibrary.open(path: directory.databasePath)
        let engine = try Engine(
            store: store, vault: vault, random: random, router: options.routesInHouse ? Router.answer(to:) : nil)
        self.warnings =
            warnings + ForgetfulPolicies.warnings(about: engine.policies, proved: options.firstPolicy.hash)
        house = try House(
            engine: engine, clock: clock, epoch: epoch,
            configuration: House.Configuration(
                dispatchEndpoint: options.dispatchEndpoint, bellEndpoint: options.bellEndpoint))
    }

    /// What every start writes: whose data these are, and the token of this start instead of the former one.
    private static func begin(
        with token: String, _ metas: [(String, String)], in store: SQLiteStore, at now: Instant
    ) throws {
        let row = Token.row(of: token, for: Actor(TokenOrder.serversOwn, [.admin, .supervisor]), label: "loopback")
        try store.transaction {
            for (name, value) in metas { try store.setMeta(name, to: value) }
            try store.revokeTokens(of: row.actor.principal, at: now)
            try store.put(row, at: now)
        }
    }

    // MARK: Files

    /// What a crash left is put aside before anybody can upload: nobody's row is on its way.
    /// - Returns: what an operator has to know; without files the rest goes on.
    private static func prepare(_ files: FileFolder, beside store: SQLiteStore) -> [Label] {
        do {
            try files.prepare()
            let openToOthers = [PrivateFile.closeToOthers(files.path)].compactMap(\.self)
            _ = try files.sweep(olderThan: 0) { try fate(of: $1, $0, in: store) }
            return openToOthers
        } catch let trouble as FileTrouble {
            return [Label("警告:照片和文件目录:\(trouble.label.zh)", "warning: the folder of files: \(trouble.label.en)")]
        } catch {
            return [Label("警告:照片和文件目录未能清理:\(error)", "warning: the folder of files was not swept: \(error)")]
        }
    }

    /// Of erased customers nothing is kept.
    static func fate(
        of digest: FileDigest, _ person: PersonID, in reading: any Reading
    ) throws -> FileFolder.Fate {
        if let row = try reading.person(person), row.salt == nil { return .erased }
        return try reading.file(digest, of: person) == nil ? .unknown : .kept
    }

    // MARK: A full disk

    /// On a full disk nothing can be written, and people can read: the token of the former start goes on.
    private static let fullDisk = Label(
        "警告:磁盘已满,目前只能查看;腾出空间后即可写入,无需重启",
        "warning: the disk is full, so one can only read; as soon as there is room one can write, without a new start")

    private static func isFullDisk(_ error: any Error) -> Bool {
        switch error {
        case StoreError.diskFull: true
        case let trouble as FileTrouble: trouble == FileTrouble(.write, trouble.path, code: ENOSPC)
        default: false
        }
    }

    /// - Returns: nil where there is none in force: nobody could say anything to this server.
    private static func formerToken(in directory: DataDirectory, _ store: SQLiteStore) throws -> String? {
        guard let text = try? PlainFile.text(of: directory.adminTokenPath) else { return nil }
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let row = Token.row(of: token, for: Actor(TokenOrder.serversOwn, []), label: "")
        return try store.token(hash: row.hash).flatMap { $0.revokedAt == nil ? token : nil }
    }

    func stop() throws {
        defer { directory.unlock() }
        try house.stop()
    }

    private static func isLocal(_ endpoint: String) -> Bool {
        ["tcp://127.", "tcp://localhost:", "tcp://[::1]:", "ipc://"].contains { endpoint.hasPrefix($0) }
    }

    /// Nothing was written under a key yet. One row that is missing does not say so.
    private static func isUnsealed(_ store: SQLiteStore) throws -> Bool {
        try store.meta(keyMeta) == nil && store.meta(epochMeta) == nil && store.latestUpdate() == nil
    }

    /// - Throws: `otherKey` when the data were sealed with another one.
    static func checkKey(_ vault: Vault, of store: SQLiteStore, in directory: DataDirectory) throws {
        guard let known = try store.meta(keyMeta), known != vault.fingerprint else { return }
        throw ServeError.otherKey(directory.path)
    }

    /// Data once written under a real clock never get a clock moved by hand.
    private static func checkClock(of store: SQLiteStore, isManual: Bool) throws {
        guard let former = try store.meta(clockMeta) else { return }
        if isManual && former == "real" { throw ServeError.realData }
        if !isManual && former == "manual" { throw ServeError.manualData }
    }

    /// The time of a company whose server does not run: a clock moved by hand stands where it was left.
    static func now(of reading: any Reading) throws -> Instant {
        let machine = HouseClock(manualFrom: nil).now
        return try reading.meta(clockMeta) == "manual" ? left(in: reading) ?? machine : machine
    }

    /// Where a manual clock was moved to, or what it has witnessed where that is later.
    private static func left(in reading: any Reading) throws -> Instant? {
        [try reading.manualClock(), try reading.latestUpdate()].compactMap(\.self).max()
    }

    /// A manual clock goes on where it was left, unless it is to start later.
    private static func start(of wished: Instant?, in store: SQLiteStore) throws -> Instant? {
        guard let wished else { return nil }
        return max(wished, try left(in: store) ?? wished)
    }
}

enum ServeError: Error, Hashable {
    /// `--clock manual` on data that were written under a real clock.
    case realData
    /// A real clock on data that were written under one moved by hand.
    case manualData
    /// The master key is not the one that sealed the data in this folder.
    case otherKey(String)
    /// Without CURVE the queues are for this machine only.
    case notLoopback(String)
}
