internal import Foundation
internal import Logging
internal import PaidanCore
internal import PaidanDispatch
internal import PaidanEngine
internal import PaidanHTTP
internal import PaidanStore
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

/// Puts aside now and then the bytes of uploads that nobody has attached, and removes them later; their rows the engine has dropped.
struct FileSweeper: Service {
    let server: RunningServer
    let logger: Logger

    private static let every = Duration.seconds(3_600)
    /// Younger ones may have a row on its way.
    static let ageMin = 3_600

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                guard (try? await Task.sleep(for: Self.every)) != nil else { return }
                sweep()
            }
        }
    }

    private func sweep() {
        do {
            let removed = try server.files.sweep(olderThan: Self.ageMin) { person, digest in
                try server.library.readNow { try RunningServer.fate(of: digest, person, in: $0) }
            }
            if removed > 0 { logger.info("files swept", metadata: ["files": "\(removed)"]) }
        } catch {
            logger.error("files not swept", metadata: ["error": "\(error)"])
        }
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
            case .foreign: Label("paidan.db 不是派单的数据库", "paidan.db is not a database of Paidan")
            case .tooNew(let schema, let known):
                Label(
                    "数据库的结构为第 \(schema) 版,由更新的派单写成,此程序只认识到第 \(known) 版;请改用那个版本的程序",
                    "the database has schema \(schema) of a newer Paidan, this program knows \(known); use that newer program"
                )
            case .tooOld(let schema, let known):
                Label(
                    "数据库的结构为第 \(schema) 版,此程序需要第 \(known) 版;请先备份,再用此程序启动一次服务(paidan serve),启动时即升级",
                    "the database has schema \(schema), this program needs \(known); make a backup, then start the server of this program once (paidan serve), which brings it up to date"
                )
            case .notDurable(let synchronous, let mode):
                Label(
                    "数据库不能保证落盘:synchronous 为 \(synchronous),journal_mode 为 \(mode)",
                    "the database cannot be made durable: synchronous is \(synchronous), journal_mode is \(mode)")
            case .contradiction(let what):
                Label(
                    "数据库中有互相矛盾的数据:\(what);请恢复备份",
                    "rows of the database contradict each other: \(what); restore a backup")
            case .diskFull:
                Label("磁盘已满,什么也没有写入;请腾出空间后再试", "the disk is full and nothing was written; make room and try again")
            case .damagedFile(let what):
                Label(
                    "数据库文件已损坏(\(what));请先把数据目录整个复制一份,再恢复备份;没有备份时可用 sqlite3 的 .recover 抢救",
                    "the database file is damaged (\(what)); copy the whole data folder first, then restore a backup; without one, sqlite3's .recover may save what is left"
                )
            case .lostRace(let ticket):
                Label("有别的程序在写这个数据库(\(ticket))", "somebody else writes this database (\(ticket))")
            }
        return label.text(in: language)
    }
}

extension EngineError: CommandFailure {
    var status: ExitStatus { .unavailable }

    func text(in language: Language) -> String { label.text(in: language) }
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
        switch try await house.run(.logAccess(person, reason: reason, by: actor)) {
        case .done: return
        case .failed(.diskFull): throw .diskFull
        default: throw .overloaded
        }
    }
}
