/// The commands of a complaint's whole life with one department, in order. Each is one command from outside.
enum Step: String, CaseIterable, Sendable {
    /// A clerk opens a classified complaint; the message for a routing worker is leased in the same transaction.
    case open
    /// The routing worker acknowledges it with the command `forward`; the department's message is leased.
    case forward
    /// The department's program acknowledges: delivered.
    case deliver
    case accept
    case reportDone
    /// The customer is told, and the complaint is closed.
    case close

    /// The state in which the step leaves its ticket.
    var phase: String {
        switch self {
        case .open: "received"
        case .forward: "inDepartment"
        case .deliver: "published"
        case .accept: "working"
        case .reportDone: "done"
        case .close: "closed"
        }
    }
}
