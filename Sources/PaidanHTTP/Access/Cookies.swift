internal import HTTPTypes
internal import Hummingbird

/// The pages' cookies. `SameSite=Strict` and, for what writes, JSON, which no foreign page can send, or a proof in the form that
/// none can know (`FormPost`), keep others out.
enum Cookies {
    static func value(of name: String, in request: Call.HTTP) -> String? {
        guard let header = request.headers[.cookie] else { return nil }
        for pair in header.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmingPrefix(while: { $0 == " " }) == name { return String(parts[1]) }
        }
        return nil
    }

    /// For the token: scripts cannot read it.
    static func secret(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict"
    }

    static func removal(of name: String) -> String { "\(name)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0" }

    /// For the language.
    static func plain(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; SameSite=Strict; Max-Age=31536000"
    }
}
