internal import PaidanWire

/// What the agenda holds.
enum Happening {
    /// A clerk looks for something to do.
    case clerkActs(Int)
    case letterArrives(Letter)
    case answerArrives(clerk: Int, call: Int, Reply)
    case callTimesOut(clerk: Int, call: Int)
    /// Frames of a connection that may be broken by now.
    case framesReachServer([[UInt8]], worker: Int, line: Int)
    case framesReachWorker([[UInt8]], worker: Int, line: Int)
    case workerWakes(Int)
    /// A worker has thought about a delivery.
    case workerAnswers(Int, instance: Int, LeaseTag)
    case workerThaws(Int, instance: Int)
    case workerReturns(Int, instance: Int)
    case serverRound
    case serverStarts
    case gremlin
    case dashboardLooks(Int)
    /// A round of bringing things to their end.
    case closing

    /// What a clerk learns.
    enum Reply {
        case done
        case rev(Int)
        case refused
    }
}
