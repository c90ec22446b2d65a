/// The way to what a company has: its data folder, read beside a running server too, or a server elsewhere.
enum DataAccess {
    case folder(DataFolder)
    case server(Client)

    /// The folder where there is one and nobody named a server.
    init(_ connection: ConnectionOptions) throws {
        if let folder = try connection.folder {
            self = .folder(folder)
        } else {
            self = .server(try connection.client())
        }
    }
}

extension ConnectionOptions {
    /// The data folder, where there is one and nobody named a server.
    /// - Throws: `FileTrouble` where somebody named the folder and it cannot be looked into; the usual one may be another account's,
    ///   and then its server is asked.
    var folder: DataFolder? {
        get throws {
            guard server == nil, readyFile == nil else { return nil }
            let folder = DataFolder(path: try Settings.resolve(flags: flags).data)
            do {
                return try folder.hasDatabase() ? folder : nil
            } catch {
                guard dataDir == nil else { throw error }
                return nil
            }
        }
    }
}
