/// Where a message came from: the routing id that the ROUTER socket gave the connection.
package struct Peer: Hashable, Sendable {
    package let routingID: [UInt8]

    package init(routingID: [UInt8]) { self.routingID = routingID }
}

/// A message on its way to a peer.
package struct Outgoing: Sendable {
    package let peer: Peer
    package let frames: [[UInt8]]
}
