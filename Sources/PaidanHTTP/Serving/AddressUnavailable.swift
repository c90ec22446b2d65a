internal import Foundation
internal import NIOCore

/// The desk cannot listen where it was told to.
package struct AddressUnavailable: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// Another program listens there.
        case taken
        /// This machine has no such address.
        case notOfThisMachine
        /// The operating system does not let this account listen there.
        case notAllowed
        case other(String)
    }

    /// `127.0.0.1:8480`
    package let address: String
    package let cause: Cause

    package init(_ host: String, _ port: Int, because error: any Error) {
        address = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        cause =
            switch (error as? IOError)?.errnoCode {
            case EADDRINUSE: .taken
            case EADDRNOTAVAIL: .notOfThisMachine
            case EACCES, EPERM: .notAllowed
            default: .other("\(error)")
            }
    }
}
