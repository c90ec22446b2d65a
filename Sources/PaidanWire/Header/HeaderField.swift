import PaidanJSON

/// Every key of every header. One key has one meaning and one range in all messages, with one exception: `queues` and
/// `feeds` are wishes in HELLO and grants in WELCOME.
enum HeaderField {
    // MARK: All messages

    static let rid = Field.string("rid", "a string of 1–64 bytes without control characters", Grammar.isName)
    static let reason = Field.text("reason")
    static let byeReason = Field.name("reason")

    // MARK: Session

    static let client = Field.name("client")
    static let worker = Field.name("worker")
    static let instance = Field.name("instance")
    static let session = Field.name("session")
    static let epoch = Field.name("epoch")
    static let principal = Field.name("principal")
    static let version = Field.integer("proto", in: 1...999)
    static let versions = Field.list(version, max: WireLimits.versionsOffered.upperBound)
    static let feedsWished = Field.list(.feed("feeds"), max: WireLimits.feedsMax)
    static let queuesGranted = Field.list(.queue("queues"), max: WireLimits.queuesMax)
    static let leasesMore = Field.flag("leases_more")
    static let heartbeat = Field.milliseconds("hb_ms", in: 1...3_600_000)
    static let dead = Field.milliseconds("dead_ms", in: 1...3_600_000)
    static let leaseDuration = Field.milliseconds("lease_ms", in: 1...3_600_000)
    static let maxBody = Field.integer("max_body", in: 1...WireLimits.integerMax)
    static let now = Field.time("now")

    // MARK: Queues

    static let queue = Field.queue("queue")
    static let window = Field.integer("window", in: WireLimits.window)
    static let id = Field.string("id", "1–64 of letters, digits, - and _", Grammar.isMessageID)
    static let attempt = Field.integer("attempt", in: WireLimits.attempts)
    static let lease = Field(
        key: "lease", expected: "a lease tag <id>.<attempt>",
        decode: { $0.string.flatMap(LeaseTag.init) },
        encode: { LeaseTag($0.description) == $0 ? .string($0.description) : nil })
    static let kind = Field.name("kind")
    static let enqueued = Field.time("enq")
    static let deadline = Field.time("deadline")
    static let leaseUntil = Field.time("lease_until")
    static let until = Field.time("until")
    static let gap = Field.flag("gap")
    static let delay = Field.milliseconds("delay_ms", in: 0...WireLimits.delayMax.wholeMilliseconds)
    static let `extension` = Field.milliseconds("ms", in: 1...WireLimits.extensionMax.wholeMilliseconds)
    static let outcome = Field(
        key: "outcome", expected: "one of \(SettlementOutcome.allCases.map(\.rawValue).joined(separator: ", "))",
        decode: { $0.string.flatMap(SettlementOutcome.init) },
        encode: { .string($0.rawValue) })

    // MARK: Tickets

    static let ticket = Field.name("ticket")
    static let parent = Field.name("parent")
    static let ver = Field.integer("ver", in: 1...WireLimits.integerMax)
    static let rev = Field.integer("rev", in: 1...WireLimits.integerMax)
    static let expectRev = Field.integer("expect_rev", in: 1...WireLimits.integerMax)
    static let state = Field.name("state")
    static let key = Field.name("key")
    static let type = Field.name("type")
    static let data = Field(key: "data", expected: "an object", decode: \.object, encode: { .object($0) })

    // MARK: Errors and bells

    static let code = Field(
        key: "code", expected: "a string of 1–64 bytes without control characters",
        decode: { $0.string.flatMap { Grammar.isName($0) ? ErrorCode(rawValue: $0) : nil } },
        encode: { Grammar.isName($0.rawValue) ? .string($0.rawValue) : nil })
    static let detail = Field.text("detail")
    static let feed = Field.feed("feed")
    static let sequence = Field.integer("seq", in: 0...WireLimits.integerMax)
    static let topic = Field(
        key: "topic", expected: "a bell topic f.<feed>.g<generation> and NUL",
        decode: { $0.string.flatMap { BellTopic(Array($0.utf8)) } },
        encode: { BellTopic($0.bytes) == $0 ? .string(String(decoding: $0.bytes, as: UTF8.self)) : nil })
}
