import Testing

@testable import PaidanWorker

/// With a journal no acknowledged message is handled twice, no more handlers run than the window allows, and no result
/// is lost before it is settled: under broken connections, lost messages, sleeps, deaths and a busy server.
@Suite struct RandomDialogueTests {
    /// On a thread of its own: hundreds of talks would keep other tests from the threads that all share.
    @Test func theRulesHold() async throws {
        let violations = try await onOwnThread {
            (1...300 as ClosedRange<UInt64>).flatMap { seed in
                var dialogue = RandomDialogue(seed: seed)
                dialogue.run()
                return dialogue.violations.map { "seed \(seed): \($0)" }
            }
        }

        #expect(violations == [])
    }

    @Test func theSameSeedGivesTheSameTalk() {
        var one = RandomDialogue(seed: 42)
        var other = RandomDialogue(seed: 42)

        one.run()
        other.run()

        #expect(one.lines == other.lines)
        #expect(one.lines.count > 100)
    }
}
