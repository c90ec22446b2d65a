internal import PaidanCore
internal import ZeroMQ

/// An address that is taken, or one that is none.
extension ZeroMQError: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String {
        Label("队列地址不可用:\(self)", "an endpoint of the queues cannot be used: \(self)").text(in: language)
    }
}
