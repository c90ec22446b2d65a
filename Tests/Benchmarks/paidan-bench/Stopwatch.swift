internal import Foundation

/// Seconds of the wall and of this process's processors.
struct Stopwatch {
    private(set) var wall = 0.0
    private(set) var cpu = 0.0

    mutating func time<T>(_ body: () throws -> T) rethrows -> T {
        let (wallBefore, cpuBefore) = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
        defer {
            wall += Self.now(CLOCK_MONOTONIC) - wallBefore
            cpu += Self.now(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore
        }
        return try body()
    }

    mutating func add(_ other: Stopwatch) {
        wall += other.wall
        cpu += other.cpu
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
