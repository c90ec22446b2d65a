package import PaidanCore

/// Words for what the report of an import says in codes.
extension ForeignRow.Verdict: Worded {
    package var label: Label {
        switch self {
        case .applied: Label("已执行", "applied")
        case .note: Label("仅备注", "note")
        case .refused: Label("被拒绝", "refused")
        }
    }
}

extension ImportRefusal {
    /// By its code: what is general about it. A row that was refused before is told of in no other words.
    private static let words: [String: Label] = [
        "bad-time": Label("时间无法读取", "the time cannot be read"),
        "gone-live": goneLive.reason,
        "imported-elsewhere": otherBranch.reason,
        "in-the-future": inTheFuture.reason,
        "invalid-data": Label("内容不合表单", "the data do not fit the form"),
        "no-part": Label("工单没有这种下级工单", "the ticket has no such part"),
        "no-ticket": Label("没有工单标识", "no ticket is named"),
        "no-way": Label("当时的状态下没有路径", "no way in the state of that time"),
        "out-of-order": outOfOrder.reason,
        "overtaken": overtaken.reason,
        "too-large": Label("工单过大", "the ticket is too large"),
        "too-many-rows": Label("工单的行数过多", "the ticket has too many rows"),
        "unknown-activity": Label("映射中没有此活动", "the mapping does not know the activity"),
        "unknown-word": Label("映射中没有此值", "the mapping does not know the word"),
        "wrong-width": Label("列数不符", "another number of fields"),
    ]

    /// nil for a refusal of the machines, which comes with its reason.
    package static func word(for code: String?) -> Label? { code.flatMap { words[$0] } }
}
