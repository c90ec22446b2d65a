/// What a delivered message is about. The set is open: a worker takes a kind that it does not know as information.
///
/// The raw values are on the wire and never change.
public struct MessageKind: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A new dispatch for the department. Its ACK is `delivered` (已送达), as that of `dispatchSurvey`.
    public static let dispatchNew = MessageKind(rawValue: "dispatch.new")

    /// The department is wanted at a site survey. It owes no date and no result.
    public static let dispatchSurvey = MessageKind(rawValue: "dispatch.survey")

    /// A clock of the dispatch has run far.
    public static let dispatchReminder = MessageKind(rawValue: "dispatch.reminder")

    /// The dispatch was taken back.
    public static let dispatchCancelled = MessageKind(rawValue: "dispatch.cancelled")

    /// An instruction about the dispatch.
    public static let dispatchOrder = MessageKind(rawValue: "dispatch.order")

    /// The dispatch is held.
    public static let dispatchHeld = MessageKind(rawValue: "dispatch.held")

    /// The dispatch goes on.
    public static let dispatchResumed = MessageKind(rawValue: "dispatch.resumed")

    /// Queue `routing`: a complaint that is to be forwarded.
    public static let complaintRoute = MessageKind(rawValue: "complaint.route")
}
