internal import PaidanCore
internal import PaidanJSON

/// 工程地址: where a renovation is, and whatever has to do with it: a department that puts something right has to find it.
enum SiteAddress {
    /// - Returns: nil where nobody has named one, and for whoever is not shown who the customer is. Where customers are registered
    ///   is shown for a reason only, and need not be the site.
    static func text(of row: TicketRow, in reading: any Reading, for viewer: Viewer) throws -> String? {
        guard viewer.actor.hasAny(of: Sight.customerReaders), let project = try project(of: row, in: reading),
            try viewer.sight.deals(with: row.person, in: reading)
        else { return nil }
        return try legible {
            let history = try History.replay(RenovationProject.self, project, reading.events(of: project.id))
            guard let site = history.ticket.state.site else { return nil }
            return try viewer.encoder(of: project.person, in: reading).encodeTree([site]).array?.first?.string
        }
    }

    private static func project(of row: TicketRow, in reading: any Reading) throws -> TicketRow? {
        func named<K: TicketKind>(_: K.Type, by row: TicketRow) throws -> TicketID? {
            try legible { try History.replay(K.self, row, reading.events(of: row.id)).ticket.state.project }
        }
        switch row.kind {
        case .project: return row
        case .lead, .rota: return nil
        case .dispatch:
            for whole in try SameMatter.wholes(of: row, in: reading) {
                if let project = try named(whole.kind.type, by: whole) { return try reading.soundTicketRow(project) }
            }
            return nil
        case .node, .supply, .complaint, .opinion, .call:
            return try named(row.kind.type, by: row).flatMap { try reading.soundTicketRow($0) }
        }
    }
}
