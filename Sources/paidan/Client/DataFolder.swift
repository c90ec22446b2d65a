internal import Foundation

/// 数据目录: what lies where in a company's folder.
struct DataFolder {
    let path: String

    var database: String { path + "/paidan.db" }
    var adminToken: String { path + "/admin.token" }
    var masterKey: String { path + "/master.key" }
    /// Held by the server, or by whoever does its work while none runs.
    var lock: String { path + "/lock" }

    /// Whether a company's data are there.
    var hasDatabase: Bool { FileManager.default.fileExists(atPath: database) }
}
