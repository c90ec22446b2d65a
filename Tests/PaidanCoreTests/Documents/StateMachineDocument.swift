@testable import PaidanCore

/// The page about a state machine under `docs/reference/state-machines/`, from the same values that run it.
enum StateMachineDocument {
    static func path(of kind: Kind) -> String { "docs/reference/state-machines/\(kind.rawValue).md" }

    static func text<K: TicketKind>(_: K.Type, _ forms: KindForms) -> String {
        """
        <!-- Generated from Sources/PaidanCore. Do not edit: PAIDAN_UPDATE_GOLDEN=1 swift test -->
        # \(K.label.zh) \(K.label.en)

        ```mermaid
        \(K.table.mermaid)
        ```

        ## 状态 States

        \(states(K.self))

        ## 流转 Transitions

        部门人员只能处理本部门的单。 People of a department act only on what their department holds.

        \(K.table.markdown)

        ## 时限 Clocks

        \(clocks(K.self))

        ## 表单 Forms

        \(table(of: forms))

        """
    }

    private static func states<K: TicketKind>(_: K.Type) -> String {
        let rows = K.Phase.allCases.map { phase in
            let role = phase == .start ? "起点 start" : phase.isEnd ? "终点 end" : ""
            return "| `\(phase.name)` | \(phase.label.zh) | \(phase.label.en) | \(role) |"
        }
        return (["| 状态 state | | | |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }

    private static func clocks<K: TicketKind>(_: K.Type) -> String {
        let rows = K.clockRules.map { rule in
            let limit = rule.parameter.map { "`\($0)`" } ?? "工单上的日期 the date on the ticket"
            let verdict = rule.isJudged ? "判定 judged" : "提醒 reminder"
            return "| `\(rule.name)` | \(rule.number) | \(rule.label.zh) | \(rule.label.en) | \(limit) | \(verdict) |"
        }
        return (["| 时限 clock | 编号 number | | | 期限 limit | |", "|---|---|---|---|---|---|"] + rows).joined(
            separator: "\n")
    }

    private static func table(of forms: KindForms) -> String {
        let actions = [forms.opening].compactMap(\.self) + forms.all
        let rows = actions.map { action in
            let fields = action.fields.map(text(of:)).joined(separator: "<br>")
            return "| `\(action.verb)` | \(action.label.zh) \(action.label.en) | \(fields.isEmpty ? "—" : fields) |"
        }
        return (["| 命令 command | | 字段 fields(* 必填 required) |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    private static func text(of field: Field) -> String {
        "`\(field.name)`\(field.isRequired ? "*" : "") \(field.label.zh) \(field.label.en): \(text(of: field.type))"
    }

    private static func text(of type: FieldType) -> String {
        switch type {
        case .text(personal: true): "文字(加密) sealed text"
        case .text(personal: false): "文字 text"
        case .integer: "整数 integer"
        case .flag: "是否 yes/no"
        case .moment: "时间 time"
        case .ticket: "单号 ticket"
        case .person: "客户 person"
        case .account: "账号 account"
        case .department: "部门 department"
        case .category: "类别 category"
        case .file: "文件 file"
        case .choice(let choices): choices.map { "`\($0.code)` \($0.label.zh)" }.joined(separator: ", ")
        case .list(let element): "列表 list (\(text(of: element)))"
        case .group(let fields): "{ " + fields.map(text(of:)).joined(separator: "; ") + " }"
        }
    }
}
