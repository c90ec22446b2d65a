package import PaidanCore
package import PaidanEngine

/// The writer's own reads; inside a transaction they see what it has written.
extension SQLiteStore {
    package func ticketRow(_ id: TicketID) throws -> TicketRow? {
        try reading { try $0.ticketRow(id) }
    }
    package func ticketRow(kind: Kind, number: Int) throws -> TicketRow? {
        try reading { try $0.ticketRow(kind: kind, number: number) }
    }
    package func events(of ticket: TicketID) throws -> [EventRow] {
        try reading { try $0.events(of: ticket) }
    }
    package func event(of ticket: TicketID, version: Int) throws -> EventRow? {
        try reading { try $0.event(of: ticket, version: version) }
    }
    package func runningClocks(of ticket: TicketID) throws -> [ClockRow] {
        try reading { try $0.runningClocks(of: ticket) }
    }
    package func assignees(of ticket: TicketID) throws -> [Account] { try reading { try $0.assignees(of: ticket) } }
    package func assignees(ofAll tickets: [TicketID]) throws -> [TicketID: [Account]] {
        try reading { try $0.assignees(ofAll: tickets) }
    }
    package func runningClocks(ofAll tickets: [TicketID]) throws -> [ClockRow] {
        try reading { try $0.runningClocks(ofAll: tickets) }
    }
    package func openParts(ofAll tickets: [TicketID]) throws -> [TicketRow] {
        try reading { try $0.openParts(ofAll: tickets) }
    }
    package func ticketPage(matching filter: TicketFilter) throws -> TicketPage {
        try reading { try $0.ticketPage(matching: filter) }
    }
    package func ticketCounts(matching filter: TicketFilter) throws -> [TicketCount] {
        try reading { try $0.ticketCounts(matching: filter) }
    }
    package func allTicketIDs(after: TicketID?, limit: Int) throws -> [TicketID] {
        try reading { try $0.allTicketIDs(after: after, limit: limit) }
    }
    package func storedTickets(after row: Int64, limit: Int) throws -> [StoredTicket] {
        try reading { try $0.storedTickets(after: row, limit: limit) }
    }
    package func faults() throws -> [String] {
        try reading { try $0.faults() }
    }
    package func person(_ id: PersonID) throws -> PersonRow? {
        try reading { try $0.person(id) }
    }
    package func tickets(
        of kind: Kind, withPhone hash: [UInt8]?, orOf person: PersonID, limit: Int
    ) throws -> [TicketID] {
        try reading { try $0.tickets(of: kind, withPhone: hash, orOf: person, limit: limit) }
    }
    package func file(_ digest: FileDigest, of person: PersonID) throws -> FileRow? {
        try reading { try $0.file(digest, of: person) }
    }
    package func waitingFiles(of ticket: TicketID) throws -> [FileRow] {
        try reading { try $0.waitingFiles(of: ticket) }
    }
    package func waitingBytes(of principal: String?) throws -> Int {
        try reading { try $0.waitingBytes(of: principal) }
    }
    package func storedFiles(after last: FileRow?, limit: Int) throws -> [FileRow] {
        try reading { try $0.storedFiles(after: last, limit: limit) }
    }
    package func firstAnswer(to digest: [UInt8]) throws -> KeyRow? {
        try reading { try $0.firstAnswer(to: digest) }
    }
    package func deedKey(_ digest: [UInt8]) throws -> DeedKeyRow? {
        try reading { try $0.deedKey(digest) }
    }
    package func token(hash: [UInt8]) throws -> TokenRow? {
        try reading { try $0.token(hash: hash) }
    }
    package func tokens() throws -> [TokenRow] {
        try reading { try $0.tokens() }
    }
    package func isInForce(_ principal: String, at now: Instant) throws -> Bool {
        try reading { try $0.isInForce(principal, at: now) }
    }
    package func account(_ principal: String) throws -> Actor? {
        try reading { try $0.account(principal) }
    }
    package func accountLog(of branch: Branch?, limit: Int) throws -> [AccountDeed] {
        try reading { try $0.accountLog(of: branch, limit: limit) }
    }
    package func branches() throws -> [Branch] {
        try reading { try $0.branches() }
    }
    package func branchRows() throws -> [BranchRow] {
        try reading { try $0.branchRows() }
    }
    package func storedPolicies() throws -> [StoredPolicy] {
        try reading { try $0.storedPolicies() }
    }
    package func feed(_ name: String, after sequence: Int, limit: Int) throws -> [FeedEntry] {
        try reading { try $0.feed(name, after: sequence, limit: limit) }
    }
    package func feedHeads() throws -> [String: Int] {
        try reading { try $0.feedHeads() }
    }
    package func writtenFeedHeads() throws -> [String: Int] {
        try reading { try $0.writtenFeedHeads() }
    }
    package func notices(for filter: NoticeFilter) throws -> [NoticeRow] {
        try reading { try $0.notices(for: filter) }
    }
    package func noticeCount(for filter: NoticeFilter) throws -> Int {
        try reading { try $0.noticeCount(for: filter) }
    }
    package func noticeNumbers(for filter: NoticeFilter) throws -> [Int64] {
        try reading { try $0.noticeNumbers(for: filter) }
    }
    package func people(phoneHash: [UInt8], with filter: TicketFilter, limit: Int) throws -> [PersonID] {
        try reading { try $0.people(phoneHash: phoneHash, with: filter, limit: limit) }
    }
    package func foreignNumber(of ticket: TicketID) throws -> ForeignNumber? {
        try reading { try $0.foreignNumber(of: ticket) }
    }
    package func tickets(calledElsewhere reference: String, limit: Int) throws -> [TicketID] {
        try reading { try $0.tickets(calledElsewhere: reference, limit: limit) }
    }
    package func messageCounts() throws -> [QueueCount] {
        try reading { try $0.messageCounts() }
    }
    package func queueLags(at now: Instant) throws -> [QueueLag] {
        try reading { try $0.queueLags(at: now) }
    }
    package func incidentCount() throws -> Int {
        try reading { try $0.incidentCount() }
    }
    package func messages(of ticket: TicketID) throws -> [MessageRow] {
        try reading { try $0.messages(of: ticket) }
    }
    package func meta(_ name: String) throws -> String? {
        try reading { try $0.meta(name) }
    }
    package func foreignTicket(_ reference: String, of source: String) throws -> TicketID? {
        try reading { try $0.foreignTicket(reference, of: source) }
    }
    package func foreignRows(of ticket: TicketID) throws -> [ForeignRow] {
        try reading { try $0.foreignRows(of: ticket) }
    }
    package func highestNumber(of kind: Kind) throws -> Int {
        try reading { try $0.highestNumber(of: kind) }
    }
    package func latestUpdate() throws -> Instant? {
        try reading { try $0.latestUpdate() }
    }
}
