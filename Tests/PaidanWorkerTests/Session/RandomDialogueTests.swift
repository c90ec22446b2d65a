import Testing

@testable import PaidanWorker

/// With a journal no acknowledged message is handled twice, no more handlers run than the window allows, and no result
/// is lost before it is settled: under broken connections, lost messages, sleeps, deaths and a busy server.
@Suite struct RandomDialogueTests {
    @Test(arguments: 1...300)
    func theRulesHold(seed: UInt64) {
        var dialogue = RandomDialogue(seed: seed)

        dialogue.run()

        #expect(dialogue.violations == [], "seed \(seed)")
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
