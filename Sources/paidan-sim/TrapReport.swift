internal import Foundation
internal import Synchronization

/// A trap in the product ends the process: the seeds that were being played must be known all the same.
enum TrapReport {
    static let jobsMax = 4
    // One for each job; 0 is none. Written out, since an atomic cannot stand in an array.
    private static let first = Atomic<UInt64>(0)
    private static let second = Atomic<UInt64>(0)
    private static let third = Atomic<UInt64>(0)
    private static let fourth = Atomic<UInt64>(0)

    static func begin(_ seed: UInt64, job: Int) {
        switch job {
        case 0: first.store(seed, ordering: .relaxed)
        case 1: second.store(seed, ordering: .relaxed)
        case 2: third.store(seed, ordering: .relaxed)
        default: fourth.store(seed, ordering: .relaxed)
        }
    }

    static func install() {
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            signal(number) { number in
                TrapReport.tell(TrapReport.first.load(ordering: .relaxed))
                TrapReport.tell(TrapReport.second.load(ordering: .relaxed))
                TrapReport.tell(TrapReport.third.load(ordering: .relaxed))
                TrapReport.tell(TrapReport.fourth.load(ordering: .relaxed))
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Only what a signal handler may do: no allocation, one write.
    private static func tell(_ seed: UInt64) {
        guard seed > 0 else { return }
        var value = seed
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            var end = 63
            buffer[end] = UInt8(ascii: "\n")
            repeat {
                end -= 1
                buffer[end] = UInt8(ascii: "0") + UInt8(value % 10)
                value /= 10
            } while value > 0
            for byte in "\ntrap while playing seed ".utf8.reversed() {
                end -= 1
                buffer[end] = byte
            }
            _ = write(STDERR_FILENO, buffer.baseAddress?.advanced(by: end), 64 - end)
        }
    }
}
