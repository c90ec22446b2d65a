package import PaidanCore
package import PaidanJSON

/// `PaidanJSON` speaks to programmers; people read this.
extension JSONSyntaxError.Reason: Worded {
    package var label: Label { Label(chinese, description) }

    private var chinese: String {
        switch self {
        case .unexpectedEnd: "文本提前结束"
        case .expectedValue: "此处应为一个值"
        case .expectedMemberName: "此处应为带引号的成员名"
        case .expectedColon: "成员名后应为冒号"
        case .expectedCommaOrBracket: "元素后应为逗号或右方括号"
        case .expectedCommaOrBrace: "成员后应为逗号或右花括号"
        case .bytesAfterValue: "值之后只能有空白"
        case .malformedNumber: "数字写法有误"
        case .numberOutOfRange: "数字过大"
        case .invalidUTF8: "字符串不是有效的 UTF-8"
        case .controlCharacter: "字符串中的控制字符须转义"
        case .invalidEscape: "转义写法未知或不完整"
        case .loneSurrogate: "转义的代理字符缺少另一半"
        case .duplicateMember: "对象中已有同名成员"
        case .tooDeep(let limit): "嵌套超过 \(limit) 层"
        case .tooLong(let limit): "文本超过 \(limit) 字节"
        case .tooManyMembers(let limit): "对象的成员超过 \(limit) 个"
        }
    }
}
