internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What `serve --ready-file` wrote: where the server is to be found.
struct ReadyFile: Hashable, Sendable {
    let http: String
    let dispatch: String
    let bell: String
    /// The file of the loopback administrator's token.
    let adminTokenFile: String?

    init(path: String) throws(Trouble) {
        guard let text = try? PlainFile.text(of: path), let json = try? JSON(parsing: text),
            let ready = ReadyFile(json)
        else {
            throw Trouble(
                .unavailable, "\(path) 不是就绪文件;服务启动了吗?", "\(path) is no ready file; has the server started?")
        }
        self = ready
    }

    init?(_ json: JSON) {
        guard let http = json["http"]?.string, let dispatch = json["dispatch"]?.string, let bell = json["bell"]?.string
        else { return nil }
        self.http = http
        self.dispatch = dispatch
        self.bell = bell
        adminTokenFile = json["adminToken"]?.string
    }

    /// The address as a URL, whether or not a scheme stands before it.
    var url: URL? { URL(string: http.contains("://") ? http : "http://\(http)") }

    /// Whoever may read the file is an administrator.
    var adminToken: String? {
        guard let adminTokenFile, let text = try? PlainFile.text(of: adminTokenFile) else { return nil }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
