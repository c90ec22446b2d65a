/// 派单凭证: how a lead came to its designer. Stored with the fact; whoever asks later can reckon it again.
package struct DispatchReceipt: Hashable, Codable, Sendable {
    package let rota: TicketID
    /// The round in which the lead was given out.
    package let round: Int
    /// How many rounds ended because everybody who could take it had had a turn.
    package let roundsEnded: Int
    /// In the order of the pass.
    package let candidates: [Candidate]
    /// Whose turn it was; nil when nobody could take it and a dispatcher chose all the same.
    package let offered: Account?
    /// The regulation's figures of that moment: most leads in hand, and whether the better signer comes first in a round.
    package let capacity: Int
    package let ranksByAbility: Bool
    /// Whether a choice where nobody could take the lead is a pass as well; nil in histories of before it was.
    package let forcedCounts: Bool?
    package let before: [Place]
    package let after: [Place]

    package struct Candidate: Hashable, Codable, Sendable {
        package let designer: Account
        /// Why the lead passed by; nil for those who could have taken it.
        package let skipped: Skip?
        /// Of a thousand.
        package let ability: Int
    }

    /// Where somebody stands, as far as the choice of a turn changes it.
    package struct Place: Hashable, Codable, Sendable {
        package let designer: Account
        package let ahead: Int
        package let suspended: Int
        package let isPassedOver: Bool
        /// Leads in hand.
        package let load: Int

        package init(designer: Account, ahead: Int, suspended: Int, isPassedOver: Bool, load: Int) {
            self.designer = designer
            self.ahead = ahead
            self.suspended = suspended
            self.isPassedOver = isPassedOver
            self.load = load
        }
    }

    /// 为何跳过.
    package enum Skip: String, CaseIterable, Codable, Sendable {
        case served, suspended, onLeave, withheld, full, appointment, hadIt, left
    }
}

extension DispatchReceipt.Skip: Worded {
    package var label: Label {
        switch self {
        case .served: Label("本轮已派", "has had a turn in this round")
        case .suspended: Label("停单", "suspended")
        case .onLeave: Label("休假", "on leave")
        case .withheld: Label("状态不佳,暂不派单", "withheld")
        case .full: Label("在手单量已满", "has as many leads as can be handled")
        case .appointment: Label("与已约时间冲突", "has another appointment then")
        case .hadIt: Label("曾接过此单", "has had this lead before")
        case .left: Label("账号已停用", "has no valid token any more")
        }
    }
}
