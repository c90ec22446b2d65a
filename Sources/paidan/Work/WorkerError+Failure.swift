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
        case .refused: Label("服务拒绝了此进程:\(self)", "\(self)").text(in: language)
        case .journal: Label("日志文件失败,不再签收:\(self)", "\(self)").text(in: language)
        case .socket, .alreadyRun: "\(self)"
        }
    }
}
