internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// A data folder of which we are the administrator, under the lock that keeps a server out.
struct LocalEngine {
    private let folder: DataDirectory

    /// Who does what is done without a server: whoever may write the data folder is its administrator.
    static let administrator = Actor("local-admin", [.admin])

    /// - Returns: nil when a running server is to be asked instead: one was named, there is no folder, or the folder is in use.
    /// - Throws: `Trouble` when the folder was named and a server has it: nobody said where that one listens.
    init?(_ connection: ConnectionOptions) throws {
        guard connection.server == nil, connection.readyFile == nil else { return nil }
        let data = try Settings.resolve(flags: connection.flags).data
        guard DataFolder(path: data).hasDatabase else { return nil }
        do {
            folder = try DataDirectory(locking: data)
        } catch StoreError.inUse {
            guard connection.dataDir != nil else { return nil }
            throw Trouble(
                .unavailable, "\(data) 正由运行中的服务使用;请用 --server 网址 或 --ready-file 文件 说明服务在哪里",
                "a running server has \(data); say where it is: --server URL or --ready-file PATH")
        }
    }

    /// One job, and then the folder is free for others.
    /// - Throws: `Trouble` when the job is refused.
    /// - Parameter show: makes something of the outcome while the folder is still ours.
    func run<T>(_ job: Job, _ show: (Outcome, Office) throws -> T) throws -> T {
        let engine = try open()
        defer { engine.close() }
        return try show(try engine.run(job, at: engine.now), engine.office)
    }

    /// For several jobs; the folder is ours until `close`.
    func open() throws -> OpenEngine {
        do {
            return try OpenEngine(folder)
        } catch {
            folder.unlock()
            throw error
        }
    }
}

/// An engine of our own on a folder that we have locked.
struct OpenEngine {
    private let folder: DataDirectory
    let store: SQLiteStore
    private let engine: Engine
    /// The company's time when it was opened.
    let now: Instant

    fileprivate init(_ folder: DataDirectory) throws {
        self.folder = folder
        store = try folder.openStore()
        guard folder.hasKey else { throw Trouble(.unavailable, "数据目录中没有主密钥", "there is no master key beside the data") }
        var random = BufferedRandom()
        let vault = try folder.vault(&random)
        try RunningServer.checkKey(vault, of: store, in: folder)
        engine = try Engine(store: store, vault: vault, random: random)
        now = try RunningServer.now(of: store)
    }

    var office: Office { Office(store, engine.policies, now) }

    /// What is due is left to the server's watch (`docs/decisions/0030`).
    /// - Throws: `Trouble` when the job is refused.
    func run(_ job: Job, at moment: Instant) throws -> Outcome {
        var windows = NoWindows()
        let turn = try engine.turn(at: moment, [job], watchesClocks: false, windows: &windows)
        if case .failed(let failure) = turn.outcomes[0] { throw Self.trouble(failure) }
        return turn.outcomes[0]
    }

    /// What was written goes into the database file, and a server may start.
    func close() {
        // The log of SQLite holds everything as well.
        try? engine.settleDown()
        folder.unlock()
    }

    private static func trouble(_ failure: Failure) -> Trouble {
        guard case .refused(let refusal) = failure else {
            return Trouble(.refused, "无法完成:\(failure)", "cannot be done: \(failure)")
        }
        return Trouble(.refused, refusal.text(in: .zh), refusal.text(in: .en))
    }
}

/// What an administrator reads in a company's data, without its server.
struct Office {
    let reading: any Reading
    let shelf: PolicyShelf
    private let now: Instant

    init(_ reading: any Reading, _ shelf: PolicyShelf, _ now: Instant) {
        self.reading = reading
        self.shelf = shelf
        self.now = now
    }

    /// Beside a running server, too.
    static func read<T>(in folder: DataFolder, _ body: (Office) throws -> T) throws -> T {
        try SQLiteLibrary.open(path: folder.database, readers: 1).readNow { reading in
            let shelf = try PolicyShelf(reading.activatedPolicies())
            guard shelf.isComplete else {
                throw Trouble(.unavailable, "还没有启用任何制度", "no policy has been activated yet")
            }
            return try body(Office(reading, shelf, try RunningServer.now(of: reading)))
        }
    }

    func accounts(in language: Language) -> AccountView {
        AccountView(zone: shelf.regulation().policy.calendar.zone, language: language, now: now)
    }

    func activations(in language: Language) throws -> ActivationView {
        ActivationView(shelf, branches: try reading.branches(), language: language)
    }
}
