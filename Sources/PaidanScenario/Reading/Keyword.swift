/// The words of the grammar. Each has English and Chinese ones; they mean the same and may be mixed.
enum Keyword: CaseIterable {
    case policy, staff, start, every, end
    case at, opens, label, refused, expect, not
    case state, holder, clock, told, exists, queue, holds, contains, count, due, verified
    case day, workday, everyDay, everyWorkday, times, total, gap
    case next, nextDay, nextWorkday

    /// The first of each is the one that is suggested.
    var words: [String] {
        switch self {
        case .policy: ["policy", "制度"]
        case .staff: ["staff", "人员"]
        case .start: ["start", "开始"]
        case .every: ["every", "每"]
        case .end: ["end", "完"]
        case .at: ["at", "于"]
        case .opens: ["opens", "open", "登记"]
        case .label: ["as", "为"]
        case .refused: ["refused", "被拒"]
        case .expect: ["expect", "应"]
        case .not: ["not", "不", "未"]
        case .state: ["state", "状态"]
        case .holder: ["holder", "责任方"]
        case .clock: ["clock", "时限"]
        case .told: ["told", "告知"]
        case .exists: ["exists", "存在"]
        case .queue: ["queue", "队列"]
        case .holds: ["holds", "有"]
        case .contains: ["contains", "含"]
        case .count: ["count", "数量"]
        case .due: ["due", "到期"]
        case .verified: ["verified", "核对无误"]
        case .day: ["day", "days", "天"]
        case .workday: ["workday", "workdays", "工作日"]
        case .everyDay: ["每天"]
        case .everyWorkday: ["每工作日"]
        case .times: ["times", "笔"]
        case .total: ["for", "共"]
        case .gap: ["apart", "间隔"]
        case .next: ["next"]
        case .nextDay: ["次日"]
        case .nextWorkday: ["次工作日"]
        }
    }

    func matches(_ text: String) -> Bool { words.contains(text.lowercased()) }
}
