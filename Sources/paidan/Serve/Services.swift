internal import Foundation
internal import Logging
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanHTTP
internal import ServiceLifecycle

/// Keeps the house running until the server is to stop, then drains it: the last of all services.
struct HouseService: Service {
    let server: RunningServer
    let logger: Logger

    func run() async throws {
        let house = server.house
        await withTaskCancellationOrGracefulShutdownHandler {
            await house.untilEnded()
        } onCancelOrGracefulShutdown: {
            house.beginStopping()
        }
        do {
            try server.stop()
        } catch {
            // What was under way may or may not be stored; the next start reads what the disk has.
            logger.critical("stopped after an I/O error", metadata: ["error": "\(error)"])
            throw IOFailure(error: "\(error)")
        }
    }
}

/// The HTTP side; says that the server is ready once it listens.
struct DeskService: Service {
    let desk: DeskServer
    let announcement: Announcement

    func run() async throws {
        try await desk.run { host, port in announcement.make(host: host, port: port) }
    }
}

/// The disk failed while committing.
struct IOFailure: Error, CommandFailure {
    let error: String

    var status: ExitStatus { .ioError }

    func text(in language: Language) -> String {
        Label("磁盘读写出错,服务已停止:\(error)", "stopped after an I/O error: \(error)").text(in: language)
    }
}

extension StoreError: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String {
        let label =
            switch self {
            case .inUse(let path): Label("另一个 Paidan 正在使用 \(path)", "another Paidan is using \(path)")
            case .unknownSchema(let why): Label("无法使用该数据库:\(why)", "this database cannot be used: \(why)")
            case .notDurable(let why): Label("数据库不能保证落盘:\(why)", "the database cannot be made durable: \(why)")
            case .lostRace(let ticket):
                Label("有别的程序在写这个数据库(\(ticket))", "somebody else writes this database (\(ticket))")
            }
        return label.text(in: language)
    }
}

extension ServeError: CommandFailure {
    var status: ExitStatus { .usage }

    func text(in language: Language) -> String {
        let label =
            switch self {
            case .realData:
                Label("这些数据是在真实时钟下写的,不能再用手动时钟", "these data were written under a real clock; a manual one is refused")
            case .otherKey(let path):
                Label(
                    "\(path)/master.key 不是封存这些数据的密钥;请恢复原来的密钥文件",
                    "\(path)/master.key is not the key that sealed these data; put the former key file back")
            case .notLoopback(let endpoint):
                Label(
                    "队列暂无加密,只能监听本机地址:\(endpoint)",
                    "the queues are not encrypted yet and listen on this machine only: \(endpoint)")
            case .manualData:
                Label(
                    "这些数据是在手动时钟下写的,请加 --clock manual",
                    "these data were written under a manual clock; add --clock manual")
            }
        return label.text(in: language)
    }
}

/// Writes a row for each look at a customer's details.
struct HouseAccessLog: AccessLog {
    let house: House

    func record(_ person: PersonID, by actor: Actor, reason: String) async throws(DeskError) {
        guard case .done = try await house.run(.logAccess(person, reason: reason, by: actor)) else { throw .overloaded }
    }
}
