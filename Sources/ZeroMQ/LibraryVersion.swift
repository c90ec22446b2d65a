import CZeroMQ

/// A version of libzmq, such as `4.3.4`.
package struct LibraryVersion: Equatable, Sendable {
    package let major: Int32
    package let minor: Int32
    package let patch: Int32

    package init(major: Int32, minor: Int32, patch: Int32) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// The oldest libzmq that Paidan runs on: older ones have known holes that a stranger reaches before the handshake
    /// (CVE-2019-13132, CVE-2020-15166, CVE-2021-20235, CVE-2021-20236).
    package static let oldestAccepted = LibraryVersion(major: 4, minor: 3, patch: 3)

    /// The libzmq that this process has loaded, which need not be the one it was built against.
    package static var loaded: LibraryVersion {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        zmq_version(&major, &minor, &patch)  // Has no result to check.
        return LibraryVersion(major: major, minor: minor, patch: patch)
    }

    /// Whether Paidan may open a socket with this version; asked once at start.
    package var isAccepted: Bool { self >= Self.oldestAccepted }
}

extension LibraryVersion: Comparable {
    package static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension LibraryVersion: CustomStringConvertible {
    package var description: String { "\(major).\(minor).\(patch)" }
}
