internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// What the regulations in force say of a ticket.
extension Client {
    /// Where a company's clocks hang; of what the caller opens where no branch is named.
    func zone(branch: String? = nil, kind: String) async throws -> Zone {
        try await policy(branch: branch, kind: kind).calendar.zone
    }

    func zone(of ticket: TicketName) async throws -> Zone {
        let (branch, kind) = try await place(of: ticket)
        return try await zone(branch: branch, kind: kind)
    }

    /// Whose words the forms of a kind of ticket offer; of what the caller opens where no branch is named.
    func formPolicies(branch: String? = nil, kind: String) async throws -> FormPolicies {
        let own = try await policy(branch: branch, kind: kind)
        let complaint = Kind.complaint.rawValue
        return FormPolicies(
            own, complaints: kind == complaint ? own : try await policy(branch: branch, kind: complaint))
    }

    func formPolicies(of ticket: TicketName) async throws -> FormPolicies {
        let (branch, kind) = try await place(of: ticket)
        return try await formPolicies(branch: branch, kind: kind)
    }

    private func policy(branch: String?, kind: String) async throws -> Policy {
        let answer = try await get(
            ["v1", "policy"], query: [("branch", branch), ("kind", kind), ("opening", branch == nil ? "true" : nil)])
        return try PolicyAccess.regulation(answer["text"]?.string ?? "").policy
    }

    private func place(of ticket: TicketName) async throws -> (branch: String?, kind: String) {
        let row = try await get(["v1", "tickets", ticket.text], query: [("fields", "branch,kind")])
        return (row["branch"]?.string, row["kind"]?.string ?? "")
    }
}
