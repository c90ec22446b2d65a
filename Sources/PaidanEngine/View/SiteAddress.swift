internal import PaidanCore
internal import PaidanJSON

/// 工程地址: where a renovation is. Its acceptances and supplies have the one of their project.
enum SiteAddress {
    /// - Returns: nil where the contract names none, and for whoever is not shown who the customer is.
    static func text(of row: TicketRow, in reading: any Reading, for viewer: Viewer) throws -> String? {
        guard viewer.actor.hasAny(of: Sight.customerReaders), let project = try project(of: row, in: reading),
            try viewer.sight.deals(with: row.person, in: reading)
        else { return nil }
        return try legible {
            let history = try History.replay(RenovationProject.self, project, reading.events(of: project.id))
            guard let site = history.ticket.state.opening.site else { return nil }
            return try viewer.encoder(of: project.person, in: reading).encodeTree([site]).array?.first?.string
        }
    }

    private static func project(of row: TicketRow, in reading: any Reading) throws -> TicketRow? {
        switch row.kind {
        case .project: row
        case .node, .supply: try row.parent.flatMap { try reading.soundTicketRow($0) }
        case .complaint, .dispatch, .opinion, .call, .lead, .rota: nil
        }
    }
}
