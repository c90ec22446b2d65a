internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import ZeroMQ

/// An address that is taken, or one that is none.
extension ZeroMQError: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String {
        Label("队列地址不可用(\(operation)):\(chinese)", "an endpoint of the queues cannot be used: \(self)")
            .text(in: language)
    }

    private var chinese: String {
        switch code {
        case EADDRINUSE: "已被其他程序占用"
        case EADDRNOTAVAIL, ENODEV: "本机没有这个地址"
        case EINVAL: "地址的写法有误"
        case EPROTONOSUPPORT: "不支持这种协议"
        default: FileTrouble.reason(code).zh
        }
    }
}
