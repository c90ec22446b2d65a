internal import PaidanCore
internal import PaidanWire
internal import PaidanWorker

/// What happens to a worker's connection, for whoever watches it. The library speaks English, to programmers; what the
/// server says of a refused command stays as it says it.
extension Diagnostic: Worded {
    var label: Label { Label(chinese, description) }

    private var chinese: String {
        switch self {
        case .opened(let session, let principal): "会话 \(session) 已建立,账号 \(principal)"
        case .queueNotGranted(let queue): "队列 \(queue) 未获准"
        case .newEpoch(let from, let to): "服务的数据库已由备份恢复:\(from) 变为 \(to)"
        case .noSession: "服务不认识此连接的会话;重新问候"
        case .peerSilent(let time): "已有 \(time.inSeconds) 秒没有服务的消息"
        case .peerLeft(let reason): "服务道别:\(reason.label.zh)"
        case .retryingConnection(let pause): "\(pause.inSeconds) 秒后重新连接"
        case .releasedUnknownLease(let lease): "不认识租约 \(lease),已交还"
        case .leaseLost(let lease): "租约 \(lease) 已失去"
        case .staleAnswer(let lease): "对 \(lease) 的答复来迟了;消息已归他人"
        case .answeredFromMemory(let lease): "\(lease) 此前已签收,再次签收"
        case .stillRunning(let lease): "\(lease) 又到,处理仍在进行"
        case .overWindow(let lease): "\(lease) 超出窗口,等待"
        case .handlerTooSlow(let lease): "\(lease) 处理过久,不再续租"
        case .answerRefused(let lease, let refusal): "对 \(lease) 的答复被拒绝:\(refusal)"
        case .commandRefused(let ticket, let key, let refusal): "对 \(ticket) 的操作(键 \(key))被拒绝:\(refusal)"
        case .refusal(let refusal): "服务拒绝了一条消息:\(refusal)"
        case .unreadable(let error): "服务的一条消息无法读取:\(error)"
        case .unsendable(let error): "一条消息无法写出:\(error)"
        }
    }
}

extension ByeReason: Worded {
    var label: Label {
        switch self {
        case .shutdown: Label("停止", "shutdown")
        case .unsupportedVersion: Label("协议版本不支持", "unsupported version")
        case .forbidden: Label("没有这个队列,或不归此进程", "no such queue, or not for this process")
        case .revoked: Label("账号已吊销", "the account was revoked")
        case .malformed: Label("消息格式有误", "malformed messages")
        case .replaced: Label("另一进程使用了同一名称", "another process has taken the name")
        // The set is open: a reason of a newer server is shown by its name.
        default: Label(rawValue, rawValue)
        }
    }
}
