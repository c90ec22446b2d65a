import Foundation
import PaidanWire
import Testing

/// The reference says what the code does: names and numbers in `docs/reference/wire-protocol.md`.
@Suite struct ReferenceTests {
    private let reference = Reference.text

    @Test func everyCommandHasAHeading() {
        let commands = Set(ClientCommand.allCases.map(\.rawValue) + ServerCommand.allCases.map(\.rawValue))
        #expect(commands.filter { !reference.contains("### \($0)") } == [])
    }

    @Test func everyReservedCommandIsNamed() {
        #expect(ReservedCommand.allCases.map(\.rawValue).filter { !reference.contains("`\($0)`") } == [])
    }

    @Test func everyErrorCodeIsInTheTable() {
        #expect(ErrorCode.all.map(\.rawValue).filter { !reference.contains("| `\($0)` |") } == [])
    }

    @Test func everyOutcomeIsInTheTable() {
        #expect(SettlementOutcome.allCases.map(\.rawValue).filter { !reference.contains("| `\($0)` |") } == [])
    }

    @Test(arguments: [
        ("header bytes", WireLimits.headerBytesMax), ("header depth", WireLimits.headerDepthMax),
        ("body bytes", WireLimits.bodyBytesMax), ("ZMQ_MAXMSGSIZE", WireLimits.maxMessageSize),
        ("largest integer", WireLimits.integerMax), ("rid bytes", WireLimits.requestIDBytes.upperBound),
        ("name bytes", WireLimits.nameBytes.upperBound), ("text bytes", WireLimits.textBytes.upperBound),
        ("attempt", WireLimits.attempts.upperBound), ("window", WireLimits.window.upperBound),
        ("versions in HELLO", WireLimits.versionsOffered.upperBound), ("queues in HELLO", WireLimits.queuesMax),
        ("feeds in HELLO", WireLimits.feedsMax), ("leases in WELCOME", WireLimits.welcomeLeasesMax),
        ("malformed messages", WireLimits.malformedMax), ("attempts before dead", WireLimits.deadAfterAttempts),
        ("deaths before a queue stops", WireLimits.queueStopsAfterDeaths),
        ("high-water mark", WireLimits.highWaterMark), ("keepalive count", WireLimits.keepaliveCount),
        ("bell message bytes", WireLimits.bellMessageSize),
        ("bell high-water mark", WireLimits.bellReceiveHighWaterMark),
        ("bell subscriptions", WireLimits.subscriptionsMax),
        ("bell requests in a second", WireLimits.bellRequestsMax),
    ])
    func everyLimitIsInTheTable(name: String, value: Int) {
        #expect(reference.contains("| \(name) | \(value) |"))
    }

    @Test(arguments: [
        ("heartbeat", WireLimits.heartbeat), ("peer dead after", WireLimits.peerDeadAfter),
        ("lease", WireLimits.lease), ("one EXTEND", WireLimits.extensionMax), ("delay of a NACK", WireLimits.delayMax),
        ("malformed window", WireLimits.malformedWindow), ("settlements remembered", WireLimits.settlementKept),
        ("bell heartbeat", WireLimits.bellHeartbeat), ("handshake", WireLimits.handshake),
        ("keepalive idle", WireLimits.keepaliveIdle), ("keepalive interval", WireLimits.keepaliveInterval),
        ("unconfirmed", WireLimits.unconfirmedMax),
    ])
    func everyTimeIsInTheTable(name: String, value: Duration) {
        #expect(reference.contains("| \(name) | \(value / .milliseconds(1)) ms |".replacing(".0 ms", with: " ms")))
    }
}

private enum Reference {
    /// Empty if it cannot be read, so that every test here fails.
    static let text: String = {
        let file = URL(filePath: #filePath)
            .deletingLastPathComponent().resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/reference/wire-protocol.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()
}
