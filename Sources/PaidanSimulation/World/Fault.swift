internal import PaidanCore

/// What goes wrong in a world. Each occurrence is counted.
package enum Fault: String, CaseIterable, Sendable {
    // The desk's network.
    case requestLost, answerLost, requestDoubled, staleRev, keyReused, wrongCommand
    // Connections of workers.
    case lineBroken, frameLost, frameDelayed, garbageSent
    // Workers.
    case workerCrashed, workerFrozen, workerVanished, workerLeft, nacked, rejected, poisoned, released, answeredLate
    case neverAnswered, cancelIgnored, foreignLease, staleLease, answerDoubled, zombieSpoke, windowChanged, extended
    // The server.
    case crashBeforeTurn, crashInTransaction, crashBeforeCommit, crashAfterCommit, crashWhileSending, downtime
    // Time.
    case clockForward, clockBackward, idleJump
    // Dashboards.
    case bellLost, readLost
    // The company.
    case policyChanged
}

/// What the desk mostly works at. Of a few tickets that everybody works at, stories grow long.
enum Theme {
    case everything, leads, sites

    /// How many tickets of a kind the desk opens in one world.
    var openedMax: Int { self == .everything ? 16 : 4 }

    func has(_ kind: Kind) -> Bool {
        switch self {
        case .everything: true
        case .leads: [.lead, .rota].contains(kind)
        case .sites: [.project, .node, .supply].contains(kind)
        }
    }
}

/// How often what goes wrong, per thousand occasions. Drawn for each seed, so that some worlds are calm in one respect
/// and terrible in another.
struct Nature {
    let requestLost, answerLost, requestDoubled, staleRev, keyReused, wrongCommand: Int
    let slowFrame, cancelIgnored: Int
    let nack, reject, release, late, never, extend, foreign, stale, doubled: Int
    /// Every so many messages nobody can digest; 0 is none.
    let poisonEvery: Int
    /// Weights of what the gremlin does.
    let crash, line, worker, time, policy, window: Int
    let bellLost, readLost: Int
    let theme: Theme
    /// How many messages a worker takes at a time before the gremlin changes that.
    let firstWindow: Int
    /// A routing worker lives in the server's own process.
    let routesInHouse: Bool
    /// Milliseconds between two deeds of the gremlin, on average.
    let pause: Int

    init(_ chance: inout Chance) {
        requestLost = chance.pick([0, 40, 150])
        answerLost = chance.pick([0, 40, 150])
        requestDoubled = chance.pick([0, 60])
        staleRev = chance.pick([0, 80])
        keyReused = chance.pick([0, 30])
        wrongCommand = chance.pick([20, 80])
        slowFrame = chance.pick([0, 30, 150])
        cancelIgnored = chance.pick([100, 600])
        nack = chance.pick([0, 60, 200])
        reject = chance.pick([0, 0, 30])
        release = chance.pick([0, 30, 100])
        late = chance.pick([0, 60, 200])
        never = chance.pick([0, 20, 100])
        extend = chance.pick([0, 100])
        foreign = chance.pick([0, 40])
        stale = chance.pick([0, 80])
        doubled = chance.pick([0, 80])
        poisonEvery = chance.pick([0, 0, 11, 5])
        crash = chance.pick([0, 2, 6])
        line = chance.pick([0, 4, 8])
        worker = chance.pick([1, 4, 8])
        time = chance.pick([1, 3, 5])
        policy = chance.pick([0, 1])
        window = chance.pick([0, 2])
        bellLost = chance.pick([0, 100, 700])
        readLost = chance.pick([0, 100])
        firstWindow = chance.pick([1, 2, 5])
        theme = chance.pick([.everything, .everything, .everything, .leads, .sites])
        routesInHouse = chance.isTrue(500)
        pause = chance.pick([300, 700, 1_500])
    }
}
