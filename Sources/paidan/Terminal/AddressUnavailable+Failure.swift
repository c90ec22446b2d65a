internal import PaidanCore
internal import PaidanHTTP

/// Somebody else answers at the HTTP address, or nobody can.
extension AddressUnavailable: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String {
        Label(
            "无法在 HTTP 地址 \(address) 提供服务:\(reason.zh);可用 --http 换一个地址",
            "the HTTP address \(address) cannot be used: \(reason.en); --http names another"
        ).text(in: language)
    }

    private var reason: Label {
        switch cause {
        case .taken: Label("已被其他程序占用", "another program listens there")
        case .notOfThisMachine: Label("本机没有这个地址", "this machine has no such address")
        case .notAllowed: Label("没有权限监听", "this account may not listen there")
        case .other(let text): Label(text, text)
        }
    }
}
