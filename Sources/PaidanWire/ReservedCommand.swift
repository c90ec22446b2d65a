/// Commands of feeds, whose names are kept free. Not yet served: a server answers them with `unknown-command`.
public enum ReservedCommand: String, CaseIterable, Sendable {
    /// C→S: events of a feed after a sequence number.
    case sync = "SYNC"

    /// S→C: the events asked for.
    case events = "EVENTS"

    /// C→S: the state of a feed as of now.
    case snapshot = "SNAPSHOT"

    /// S→C: a part of that state.
    case snap = "SNAP"

    /// S→C: too far behind or of another epoch; take a snapshot.
    case reset = "RESET"

    /// S→C: the feed's topic has changed.
    case rekey = "REKEY"
}
