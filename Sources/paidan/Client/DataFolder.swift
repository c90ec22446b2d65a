internal import Foundation
internal import PaidanEngine

/// 数据目录: what lies where in a company's folder.
struct DataFolder {
    let path: String

    var database: String { path + "/paidan.db" }
    var adminToken: String { path + "/admin.token" }
    var masterKey: String { path + "/master.key" }
    /// 照片和文件, sealed; a folder a customer.
    var attachments: String { path + "/files" }
    /// Held by the server, or by whoever does its work while none runs.
    var lock: String { path + "/lock" }

    /// What must not be written by anybody but us.
    private var files: [String] { [database, database + "-wal", database + "-shm", adminToken, masterKey, lock] }

    /// - Throws: `Trouble` where a file to be written is one of ours, under whatever name.
    func requireApart(_ other: String) throws(Trouble) {
        let place = FilePlace(other)
        guard let mine = files.first(where: { FilePlace($0) == place }) else { return }
        throw Trouble(
            .usage, "\(other) 是数据目录中的 \(mine),不能写入别的内容",
            "\(other) is \(mine) of the data folder; nothing else is written there")
    }

    /// The folder in which a file lies, links followed, where that is a company's.
    static func holding(_ file: String) -> DataFolder? {
        let place = URL(filePath: file).standardizedFileURL.resolvingSymlinksInPath()
        let folder = DataFolder(path: place.deletingLastPathComponent().path)
        let isCompanys = [folder.database, folder.masterKey].contains(where: FileManager.default.fileExists(atPath:))
        return isCompanys ? folder : nil
    }

    /// Whether a company's data are there.
    /// - Throws: where that cannot be seen, as without permission.
    func hasDatabase() throws(FileTrouble) -> Bool { try PlainFile.exists(database) }
}
