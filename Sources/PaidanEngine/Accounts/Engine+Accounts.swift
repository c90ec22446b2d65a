package import PaidanCore

/// Accounts and branches: what administrators do is checked here, stored, and written down in the same transaction.
extension Engine {
    func issue(_ order: TokenOrder, at now: Instant) throws -> IssuedToken {
        let account = try account(for: order)
        try require(order.actor.governs(account.branch), .notYourBranch)
        if let end = order.expiresAt { try require(end > now, .endsInThePast) }
        let text = Token.make(&random)
        let row = Token.row(of: text, for: account, label: order.label, expiresAt: order.expiresAt, createdAt: now)
        try store.put(row, at: now)
        try note(.tokenMade, of: row, reason: order.label, by: order.actor, at: now)
        return IssuedToken(text: text, row: row)
    }

    /// Who the token will be: the account that there is, or a new one with what the order says.
    private func account(for order: TokenOrder) throws -> Actor {
        try require(Account(order.account) != nil && order.account != TokenOrder.serversOwn, .badAccount)
        let wished = Actor(
            order.account, Set(order.roles).sorted { $0.rawValue < $1.rawValue }, branch: order.branch,
            departments: order.department.map { [$0] } ?? [])
        if let known = try store.account(order.account) {
            // Before anything is told of an account that is not the caller's to see.
            try require(order.actor.governs(known.branch), .notYourBranch)
            let isSilent = order.roles.isEmpty && order.branch == nil && order.department == nil
            try require(isSilent || wished == known, .accountDiffers(known))
            return known
        }
        try require(!order.roles.isEmpty && order.roles.allSatisfy(\.isPerson), .rolesMissing)
        if let branch = order.branch { try require(branches.contains(branch), .noBranch(branch, among: branches)) }
        let needsDepartment = order.roles.contains(where: \.isDepartmental)
        try require(needsDepartment == (order.department != nil), .departmentAndRole)
        if let department = order.department {
            let known = policies.departments(in: order.branch).map(\.department)
            try require(known.contains(department), .noDepartment(department, among: known))
        }
        return wished
    }

    /// - Returns: those that are revoked now; a token that was before stays as it is.
    func revoke(_ revocation: TokenRevocation, at now: Instant) throws -> [TokenRow] {
        let found = try store.tokens().filter { row in
            guard revocation.actor.governs(row.actor.branch) else { return false }
            return switch revocation.which {
            case .token(let id): row.id == id
            case .account(let principal): row.actor.principal == principal
            }
        }
        try require(!found.isEmpty, .noSuchToken)
        let inForce = found.filter { $0.revokedAt == nil }
        for row in inForce {
            try store.revokeToken(hash: row.hash, at: now)
            try note(.tokenRevoked, of: row, reason: revocation.reason, by: revocation.actor, at: now)
        }
        for principal in Set(inForce.map(\.actor.principal)).sorted() {
            guard let account = Account(principal), try !store.isInForce(principal, at: now) else { continue }
            try tellOfLeaving(account, at: now)
        }
        return try found.compactMap { try store.token(hash: $0.hash) }
    }

    /// 离职: of each open ticket that the account saw through, those who name somebody else are told once.
    private func tellOfLeaving(_ account: Account, at now: Instant) throws {
        var filter = TicketFilter()
        filter.assignee = account
        filter.isOpen = true
        filter.isWhole = true
        filter.limit = Self.leftAtOnce
        repeat {
            let page = try store.ticketPage(matching: filter)
            // What the account only registered is nobody else's to take over.
            for row in page.rows where try store.assignees(of: row.id).contains(account) {
                for role in row.kind.namers {
                    try store.insert(
                        NoticeRow(
                            at: now, role: role, department: nil, branch: row.branch, ticket: row.id,
                            notice: .colleagueLeft, clock: nil))
                }
            }
            filter.before = page.next
        } while filter.before != nil
    }

    /// How many tickets are read at a time.
    private static let leftAtOnce = 200

    private func note(
        _ deed: AccountDeed.Deed, of row: TokenRow, reason: String, by actor: Actor, at now: Instant
    ) throws {
        try store.insert(
            AccountDeed(
                at: now, principal: actor.principal, deed: deed, subject: row.actor.principal, branch: row.actor.branch,
                token: row.hash, reason: reason))
    }

    /// The same branch by the same name again changes nothing.
    func add(_ branch: BranchRow, by actor: Actor, at now: Instant) throws {
        try require(actor.branch == nil, .notYourBranch)
        if let known = try store.branchRows().first(where: { $0.branch == branch.branch }) {
            return try require(known == branch, .branchExists(known))
        }
        try store.insert(branch)
        try store.insert(
            AccountDeed(
                at: now, principal: actor.principal, deed: .branchAdded, subject: branch.branch.code,
                branch: branch.branch, token: nil, reason: ""))
        try readBranches()
    }
}

extension Refusal.Reason {
    static let notYourBranch = Self(
        "not-your-branch", "分公司的管理员只能管理本分公司", "an administrator of a branch manages that branch only")
    static let badAccount = Self(
        "bad-account", "账号应为 1–32 个小写字母、数字或 -,以字母开头,且不是 \(TokenOrder.serversOwn)",
        "an account is 1–32 of a–z, 0–9 and -, begins with a letter and is not \(TokenOrder.serversOwn)")
    static let rolesMissing = Self("roles-missing", "新账号需要角色", "a new account needs roles")
    static let departmentAndRole = Self(
        "department-and-role", "部门人员和部门负责人必须有部门,其他角色没有部门",
        "a department's worker or head has a department, and other roles have none")
    static let endsInThePast = Self("in-the-past", "到期时间必须晚于现在", "it must end in the future")
    static let noSuchToken = Self("no-such-token", "没有这个令牌或账号", "there is no such token or account")

    static func accountDiffers(_ known: Actor) -> Self {
        let words = known.rightsText
        return Self(
            "account-differs", "账号 \(known.principal) 已有,权限为 \(words);不写角色即沿用,要别的权限请另立账号",
            "\(known.principal) exists and is \(words); leave the roles out to keep them, or take another account")
    }

    static func branchExists(_ known: BranchRow) -> Self {
        Self(
            "branch-exists", "分公司 \(known.branch) 已有,名称为 \(known.label.zh) / \(known.label.en)",
            "the branch \(known.branch) exists and is called \(known.label.zh) / \(known.label.en)")
    }

    package static func noBranch(_ branch: Branch, among known: [Branch]) -> Self {
        let names = known.map(\.code).joined(separator: ", ")
        return Self(
            "unknown-branch", "没有分公司 \(branch);有 \(names)", "there is no branch \(branch); there are \(names)")
    }

    static func noDepartment(_ department: Department, among known: [Department]) -> Self {
        let names = known.map(\.code).joined(separator: ", ")
        return Self(
            "unknown-department", "没有部门 \(department);有 \(names)",
            "there is no department \(department); there are \(names)")
    }
}

extension Actor {
    /// `departmentHead, departmentWorker; south; engineering`
    fileprivate var rightsText: String {
        let parts: [String?] = [roles.map(\.rawValue).joined(separator: ", "), branch?.code, departments.first?.code]
        return parts.compactMap(\.self).joined(separator: "; ")
    }
}
