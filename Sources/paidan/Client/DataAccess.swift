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
        guard !settings.meansServer else { return nil }
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
    /// Whether somebody named a server and no folder as clearly: by a flag, or in a stronger place than the folder (flag, variable,
    /// file, nowhere). Where one place says both, `http` and the ready file are those of the folder's own server, and `server` is meant.
    var meansServer: Bool {
        let folder = strength(of: .data)
        if server != nil, strength(of: .server) <= folder { return true }
        if readyFile != nil, strength(of: .readyFile) == 0 { return true }
        return [Setting.readyFile, .http].contains { strength(of: $0) < folder }
    }

    /// 0 for a flag; more for what gives way to it.
    private func strength(of setting: Setting) -> Int {
        switch origins[setting] {
        case .flag?: 0
        case .variable?, .secretFile?: 1
        case .file?: 2
        case .standard?, nil: 3
        }
    }

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
