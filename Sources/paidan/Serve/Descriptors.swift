internal import Foundation
internal import PaidanHTTP

/// How many files and sockets this process may have open.
enum Descriptors {
    /// For the database and its readers, the queues' connections, logs.
    private static let reserve = 256
    private static let wanted: rlim_t = 65_536

    /// Takes what the operating system allows and we may need. Without a descriptor nobody could be accepted, so that HTTP gets only
    /// what is left.
    /// - Returns: how many connections HTTP may have.
    static func connections(atMost most: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return most }
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, wanted))
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return connections(atMost: most, descriptors: Int(clamping: limit.rlim_cur))
    }

    static func connections(atMost most: Int, descriptors: Int) -> Int {
        min(most, max(descriptors - reserve, least))
    }

    /// With fewer a single browser would wait for itself.
    private static let least = 16
}
