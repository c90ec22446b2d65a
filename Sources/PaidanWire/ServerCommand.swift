/// The commands that a server sends. The raw values are on the wire and never change.
public enum ServerCommand: String, CaseIterable, Sendable {
    case welcome = "WELCOME"
    case deliver = "DELIVER"
    case settled = "SETTLED"
    case cancel = "CANCEL"
    case did = "DID"
    case error = "ERROR"
    case ping = "PING"
    case pong = "PONG"
    case bye = "BYE"
}
