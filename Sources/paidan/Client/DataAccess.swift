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
    /// - Throws: `FileTrouble` where somebody named the folder (`Settings.meansFolder`) and it cannot be looked into.
    var folder: DataFolder? { get throws { try folder(under: Settings.resolve(flags: flags)) } }

    func folder(under settings: Settings) throws -> DataFolder? {
        guard server == nil, readyFile == nil else { return nil }
        let folder = DataFolder(path: settings.data)
        do {
            return try folder.hasDatabase() ? folder : nil
        } catch {
            guard !settings.meansFolder else { throw error }
            return nil
        }
    }
}

extension Settings {
    /// Whether the data folder alone says which company is meant: a flag names it, or the environment or a file does and leaves
    /// open where the server listens. The usual folder may be another account's, and what names both means that server.
    var meansFolder: Bool {
        switch origins[.data] {
        case .flag?: true
        case .variable?, .secretFile?, .file?: server == nil && readyFile == nil && origins[.http] == .standard
        case .standard?, nil: false
        }
    }
}
