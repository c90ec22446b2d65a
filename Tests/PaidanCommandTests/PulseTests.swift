import PaidanDispatch
import Testing

/// Whether a writer that is stuck is told from one that has nothing to do.
@Suite struct PulseTests {
    private let start = ContinuousClock.now

    @Test func nobodyMindsTheSilenceOfAWriterWithoutWork() {
        let pulse = Pulse(at: start)

        #expect(pulse.silence(isWaitedFor: false, at: start + .seconds(60)) == nil)
    }

    @Test func workThatWaitsMakesTheSilenceCount() {
        let pulse = Pulse(at: start)
        pulse.beat(at: start + .seconds(5))

        #expect(pulse.silence(isWaitedFor: true, at: start + .seconds(15)) == .seconds(10))
    }

    @Test func workThatARoundHasTakenOnIsWaitedForUntilTheRoundEnds() {
        let pulse = Pulse(at: start)
        pulse.takeOnWork()

        #expect(pulse.silence(isWaitedFor: false, at: start + .seconds(10)) == .seconds(10))
        pulse.beat(at: start + .seconds(11))
        #expect(pulse.silence(isWaitedFor: false, at: start + .seconds(12)) == nil)
    }
}
