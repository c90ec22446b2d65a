internal import PaidanCore
internal import PaidanEngine
internal import PaidanStore

/// An engine of our own for a while, under the lock that keeps a server out.
struct LocalEngine {
    let store: SQLiteStore
    let engine: Engine
    /// The company's time.
    let now: Instant

    /// - Parameter folder: locked by us.
    init(_ folder: DataDirectory) throws {
        store = try folder.openStore()
        guard folder.hasKey else { throw Trouble(.unavailable, "数据目录中没有主密钥", "there is no master key beside the data") }
        var random = BufferedRandom()
        let vault = try folder.vault(&random)
        try RunningServer.checkKey(vault, of: store, in: folder)
        engine = try Engine(store: store, vault: vault, random: random)
        now = try RunningServer.now(of: store)
    }

    /// - Parameter watchesClocks: false leaves what is due to the server's watch.
    func run(_ job: Job, at moment: Instant, watchesClocks: Bool = true) throws -> Outcome {
        var windows = NoWindows()
        return try engine.turn(at: moment, [job], watchesClocks: watchesClocks, windows: &windows).outcomes[0]
    }
}

extension DataDirectory {
    /// - Returns: nil when a server has the folder.
    static func unused(_ path: String) throws -> DataDirectory? {
        do {
            return try DataDirectory(locking: path)
        } catch StoreError.inUse {
            return nil
        }
    }
}
