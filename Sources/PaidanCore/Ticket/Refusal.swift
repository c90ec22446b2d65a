/// Why a command was not carried out: the machine's answer, never an accident.
package enum Refusal: Error, Hashable, Sendable {
    /// The table does not list this command for this state (HTTP 409).
    /// - Parameters:
    ///   - verb: by its name, and what people call it.
    ///   - possible: what people may do in it.
    case notPossible(verb: Choice, phase: Choice, possible: [Choice])
    /// The table does not list any of the actor's roles (HTTP 403).
    case notYours(verb: String, needs: [Role])
    /// A guard says no (HTTP 422).
    case because(Reason)

    /// A guard's reason. The code reaches clients and never changes.
    package struct Reason: Hashable, Sendable {
        package let code: String
        package let label: Label
        /// The key of the policy that says so, where one does.
        package let key: String?

        package init(_ code: String, _ zh: String, _ en: String, key: String? = nil) {
            self.code = code
            self.label = Label(zh, en)
            self.key = key
        }
    }
}

extension Refusal.Reason {
    package static let inThePast = Self("in-the-past", "时间必须晚于现在", "the time must lie in the future")
    package static let inTheFuture = Self("in-the-future", "时间不能晚于现在", "the time must not lie in the future")
    /// What the machine witnesses counts when it is recorded; a time beside it would be dropped without a word.
    package static let timeNotTaken = Self(
        "time-not-taken", "该操作以提交时间为准,不能另填发生时间 occurredAt",
        "this counts when it is recorded; it takes no occurredAt")
    package static let unknownDepartment = Self(
        "unknown-department", "派单表中没有这个部门", "the routing table does not know this department")
    static let otherDepartment = Self("other-department", "不是本部门的单", "another department holds this ticket")
    static let tooMany = Self("too-many", "数量超过上限", "more than the limit allows")
    package static let longAgo = Self(
        "long-ago", "日期早于一年前,请核对年份", "the date is more than a year ago; look at the year")
    static let hasLeft = Self(
        "has-left", "该账号没有有效令牌(已离职或已停用)", "no token of that account is in force: nobody works under it any more")
    static let noSuchColleague = Self(
        "no-such-colleague", "没有这个账号,或其角色、分公司不符", "there is no such account, or not of a fitting role and branch")
    static let notFound = Self("no-such-ticket", "没有这个工单", "there is no such ticket")
}

/// The stored history contradicts the machine: a bug or a damaged row, never a user's mistake.
package struct CorruptHistory: Error, Hashable, Sendable, CustomStringConvertible {
    package let event: String
    package let phase: String

    package init(_ event: String, after phase: String) {
        self.event = event
        self.phase = phase
    }

    package var description: String { label.en }
}

extension CorruptHistory: Worded {
    package var label: Label { Label("\(phase) 之后不可能有 \(event)", "\(event) cannot follow \(phase)") }
}

/// Refuses unless the condition holds.
package func require(_ condition: Bool, _ reason: @autoclosure () -> Refusal.Reason) throws(Refusal) {
    guard condition else { throw .because(reason()) }
}
