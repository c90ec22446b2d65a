package import PaidanCore

/// How many notices an account has not seen yet; asked for every page, so it counts no further than people want to know.
package enum UnseenNotices {
    /// `99+` above.
    package static let shownMax = 99

    /// - Returns: at most one more than `shownMax`.
    package static func count(in reading: any Reading, for actor: Actor) throws -> Int {
        var filter = NoticeFilter(of: actor, limit: shownMax + 1)
        filter.isUnseen = true
        return try reading.noticeCount(for: filter)
    }

    /// `7`, `99+`
    package static func text(_ count: Int) -> String { count > shownMax ? "\(shownMax)+" : String(count) }
}

extension NoticeFilter {
    /// What this account is told, of what it may see.
    package init(of actor: Actor, limit: Int) {
        self.init(roles: actor.roles, departments: actor.departments, branch: actor.branch, limit: limit)
        (concerning, kinds) = Sight(actor).reach
        reader = actor.principal
        personal = actor.roles.filter(Sight.assigned.contains)
    }
}
