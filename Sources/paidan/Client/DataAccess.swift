/// The way to what a company has: its data folder, read beside a running server too, or a server elsewhere.
enum DataAccess {
    case folder(DataFolder)
    case server(Client)

    /// The folder where there is one and nobody named a server.
    init(_ connection: ConnectionOptions) throws {
        if connection.server == nil, connection.readyFile == nil {
            let folder = DataFolder(path: try Settings.resolve(flags: connection.flags).data)
            if folder.hasDatabase {
                self = .folder(folder)
                return
            }
        }
        self = .server(try connection.client())
    }
}
