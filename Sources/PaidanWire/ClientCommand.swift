/// The commands that a client sends. The raw values are on the wire and never change.
public enum ClientCommand: String, CaseIterable, Sendable {
    case hello = "HELLO"
    case window = "WINDOW"
    case ack = "ACK"
    case nack = "NACK"
    case reject = "REJECT"
    case extend = "EXTEND"
    case release = "RELEASE"
    case `do` = "DO"
    case ping = "PING"
    case pong = "PONG"
    case bye = "BYE"
}
