internal import PaidanCore
internal import PaidanJSON

/// Writes a decided unit: tickets, facts, feeds, clocks, messages, notices, people. The transaction is the turn's.
extension Engine {
    func write(_ unit: Unit) throws {
        for person in unit.people { try store.insert(person) }
        for person in unit.corrected { try store.update(person) }
        for ticket in unit.tickets {
            if let before = ticket.before {
                try store.update(ticket.after.row, from: before.row)
            } else {
                try store.insert(ticket.after.row)
            }
        }
        for pending in unit.pending {
            try store.append(pending.event, to: pending.ticket)
            if let loaded = unit[pending.ticket] { try announce(pending.event, of: loaded) }
        }
        for attachment in unit.attachments {
            try store.markAttached(attachment.files, of: attachment.person, at: unit.now)
        }
        for ticket in unit.tickets {
            try writeClocks(from: ticket.before, to: ticket.after)
            if ticket.after.assignees != ticket.before?.assignees ?? [] {
                try store.setAssignees(of: ticket.after.id, to: ticket.after.assignees)
            }
            cache.put(ticket.after)
        }
        if unit.importedAt == nil { try writeOrders(of: unit) }
    }

    /// What others have to do or to know because of it.
    private func writeOrders(of unit: Unit) throws {
        for (ticket, kind) in unit.withdrawals { try withdraw(kind, of: ticket, at: unit.now) }
        for ticket in unit.tickets where unit.renewsRouting {
            try renewRouting(of: ticket.after, before: ticket.before, at: unit.now)
        }
        for posting in unit.postings {
            guard let loaded = unit[posting.ticket] else { continue }
            try post(posting.message, of: loaded, isNew: unit.opened(posting.ticket), at: unit.now)
        }
        for notice in unit.notices { try store.insert(notice) }
    }

    /// To all, to the department that holds the ticket, and a correction also to those that have a part of it: their boards show
    /// what the customer said.
    private func announce(_ event: EventRow, of loaded: AnyLoaded) throws {
        let parts = Self.corrections.contains(event.type) ? try store.openParts(ofAll: [loaded.id]) : []
        let queues = ([loaded.row] + parts).compactMap { row in
            row.department.map { QueueName($0, in: row.branch).text }
        }
        var feeds = [Self.wholeFeed]
        for queue in queues where !feeds.contains(queue) { feeds.append(queue) }
        for feed in feeds { try announce(event, of: loaded.id, in: feed) }
    }

    /// The facts of every kind that correct what was taken in.
    private static let corrections = ["amended", EventCodec.correctedType]

    private func announce(_ event: EventRow, of ticket: TicketID, in feed: String) throws {
        let head = feedHeads[feed] ?? 0
        let sequence = Sabotage.isOn(.feedGap) && head % 50 == 49 ? head + 2 : head + 1
        feedHeads[feed] = sequence
        if !movedFeeds.contains(feed) { movedFeeds.append(feed) }
        try store.insert(FeedEntry(feed: feed, sequence: sequence, ticket: ticket, version: event.version))
        news.bells.append(
            News.Bell(feed: feed, sequence: sequence, ticket: ticket, version: event.version, phase: event.phase))
    }

    /// The feed of everything.
    package static let wholeFeed = "all"

    /// Only clocks that changed are written.
    private func writeClocks(from before: AnyLoaded?, to after: AnyLoaded) throws {
        for entry in after.ledger.entries {
            let former = before?.ledger[entry.key]
            if former == entry { continue }
            if entry.isRunning {
                let row = after.clockRow(entry, policies)
                try store.put(row)
                plan(row.next)
            } else if former?.isRunning ?? false, !Sabotage.isOn(.clockRowStays) {
                try store.removeClock(entry.key, of: after.id)
            }
        }
    }
}
