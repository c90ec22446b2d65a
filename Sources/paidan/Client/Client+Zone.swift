internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// Where a company's clocks hang.
extension Client {
    /// Of the regulation in force for a kind of ticket; of the caller's branch where none is named.
    func zone(branch: String? = nil, kind: String) async throws -> Zone {
        let answer = try await get(["v1", "policy"], query: [("branch", branch), ("kind", kind)])
        return try PolicyAccess.regulation(answer["text"]?.string ?? "").policy.calendar.zone
    }

    func zone(of ticket: TicketName) async throws -> Zone {
        let row = try await get(["v1", "tickets", ticket.text], query: [("fields", "branch,kind")])
        return try await zone(branch: row["branch"]?.string, kind: row["kind"]?.string ?? "")
    }
}
