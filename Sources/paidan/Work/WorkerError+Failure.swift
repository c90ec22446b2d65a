internal import PaidanCore
internal import PaidanWire
internal import PaidanWorker

extension WorkerError: CommandFailure {
    var status: ExitStatus {
        switch self {
        case .refused: .refused
        case .journal: .ioError
        case .socket, .alreadyRun: .unavailable
        }
    }

    func text(in language: Language) -> String {
        switch self {
        case .refused(.replaced):
            Label("另一进程使用了同一名称;每个进程须有自己的 --name", "\(self)").text(in: language)
        case .refused(let reason): Label("服务拒绝了此进程:\(reason.label.zh)", "\(self)").text(in: language)
        case .journal(let cause): Label("日志文件失败,不再签收:\(cause)", "\(self)").text(in: language)
        case .socket(let cause): Label("连接失败:\(cause)", "\(self)").text(in: language)
        case .alreadyRun: Label("一个进程只能运行一次", "\(self)").text(in: language)
        }
    }
}
