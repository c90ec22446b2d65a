internal import Foundation
internal import Synchronization

/// A trap in the product ends the process: its seed must be known all the same.
enum TrapReport {
    private static let seed = Atomic<UInt64>(0)

    static func begin(_ seed: UInt64) { Self.seed.store(seed, ordering: .relaxed) }

    static func install() {
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            signal(number) { number in
                TrapReport.tell()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Only what a signal handler may do: no allocation, one write.
    private static func tell() {
        var value = seed.load(ordering: .relaxed)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
            var end = 64
            end -= 1
            buffer[end] = UInt8(ascii: "\n")
            repeat {
                end -= 1
                buffer[end] = UInt8(ascii: "0") + UInt8(value % 10)
                value /= 10
            } while value > 0
            for byte in "\ntrap in seed ".utf8.reversed() {
                end -= 1
                buffer[end] = byte
            }
            _ = write(STDERR_FILENO, buffer.baseAddress?.advanced(by: end), 64 - end)
        }
    }
}
