package import PaidanCore

extension ProblemCode: Worded {
    /// The title; the same for every problem of a kind.
    package var label: Label {
        switch self {
        case .malformedJSON: Label("请求内容不是有效的 JSON", "the body is not valid JSON")
        case .unknownKind: Label("没有这种工单", "there is no such kind of ticket")
        case .invalidParameter: Label("查询参数无效", "a query parameter is invalid")
        case .unknownParameter: Label("没有这个查询参数", "there is no such query parameter")
        case .keyRequired: Label("缺少 Idempotency-Key", "an Idempotency-Key is required")
        case .invalidKey: Label("Idempotency-Key 无效", "the Idempotency-Key is invalid")
        case .invalidIfMatch: Label("If-Match 无效", "If-Match is invalid")
        case .reasonRequired: Label("请说明理由", "a reason is required")
        case .malformedForm: Label("表单无法读取", "the form cannot be read")
        case .tokenRequired: Label("请先登录(需要令牌)", "a token is required")
        case .tokenRefused: Label("令牌无效、已过期或已吊销", "the token is unknown, expired or revoked")
        case .wrongRole: Label("没有权限:需要其他角色", "this needs another role")
        case .unprovenForm:
            Label(
                "尚未提交:表单不是本次登录的页面发出的;请核对内容,再提交一次",
                "not sent: the form does not come from a page of this log-in; look at it and send it once more")
        case .notFound: Label("此地址没有内容", "there is nothing here")
        case .noSuchTicket: Label("没有这个工单", "there is no such ticket")
        case .noSuchDepartment: Label("没有这个部门", "there is no such department")
        case .noSuchFeed: Label("没有这个事件流", "there is no such feed")
        case .noSuchPerson: Label("没有这位客户", "there is no such person")
        case .noSuchQueue: Label("没有这个队列", "there is no such queue")
        case .noSuchFile: Label("没有这个文件", "there is no such file")
        case .methodNotAllowed: Label("此地址不支持这种请求方法", "this method is not possible here")
        case .notPossible: Label("当前状态下不能执行", "not possible in this state")
        case .feedRestarted: Label("事件流已重新开始", "the feed has begun anew")
        case .staleRev: Label("工单已被更新", "the ticket has moved on")
        case .bodyTooLarge: Label("内容过大", "the body is too large")
        case .unsupportedMediaType: Label("内容必须是 application/json", "the body must be application/json")
        case .unsupportedFile: Label("不收这样的文件", "no such file is taken")
        case .invalidData: Label("填写内容有误", "the data do not fit the form")
        case .unknownCommand: Label("没有这个操作", "there is no such command")
        case .refused: Label("不符合规定", "a rule says no")
        case .keyReused: Label("Idempotency-Key 已用于其他内容", "the Idempotency-Key was used with another body")
        case .invalidPolicy: Label("制度文件有误", "the policy has errors")
        case .invalidMapping: Label("导入映射有误", "the mapping has errors")
        case .clockGoesForward: Label("时钟只能向前", "the clock only goes forward")
        case .tooManyFailures: Label("失败次数过多,请稍后再试", "too many failures; wait a minute")
        case .internalError: Label("系统内部错误", "an error of ours")
        case .unreadableHistory: Label("工单历史无法读取", "the ticket's history cannot be read")
        case .unreadableFile:
            Label(
                "文件无法存取,请联系系统管理员(paidan verify)", "the file cannot be reached; tell the administrator (paidan verify)")
        case .brokenFollowUp: Label("关联工单未能跟进,未做任何更改", "a linked ticket could not follow; nothing was changed")
        case .overloaded: Label("系统繁忙", "the server is busy")
        case .closing: Label("系统正在停止", "the server is stopping")
        case .outcomeUnknown: Label("结果不明,请用同一 Idempotency-Key 重试", "the outcome is unknown; repeat with the same key")
        case .diskFull: Label("磁盘已满,未做任何更改", "the disk is full; nothing was changed")
        case .notReady: Label("系统尚未就绪", "the server is not ready")
        }
    }
}
