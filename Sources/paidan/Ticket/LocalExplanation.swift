internal import Foundation
internal import PaidanCore
internal import PaidanEngine
internal import PaidanHTTP
internal import PaidanJSON
internal import PaidanStore

/// An explanation out of a database file. Whoever may read the file may read all of it; names and words stay sealed.
struct LocalExplanation {
    private let path: String

    init(path: String) { self.path = path }

    /// - Parameter moment: how far accounts of open tickets go; now when nobody says.
    func json(of name: TicketName, at moment: Instant?, _ language: Language) throws -> JSON {
        do {
            return try explanation(of: name, at: moment, language)
        } catch {
            guard let unreadable = UnreadableHistory(error, of: name) else { throw error }
            throw unreadable
        }
    }

    private func explanation(of name: TicketName, at moment: Instant?, _ language: Language) throws -> JSON {
        try DataFile.open(path).readNow { reading in
            let shelf = try PolicyShelf(reading.activatedPolicies())
            guard shelf.isComplete else { throw Trouble(.unavailable, "还没有启用任何制度", "no policy has been activated yet") }
            let viewer = Viewer(
                Actor("local-file", [.admin]), language: language, zone: shelf.regulation().policy.calendar.zone,
                routing: Routing(departments: shelf.departments(), lines: []), vault: nil)
            let now = try moment ?? RunningServer.now(of: reading)
            guard let id = try TicketReference(name.text)?.id(in: reading),
                let json = try ExplanationView.json(
                    of: id, in: reading, knowing: shelf.regulations, for: viewer, at: now)
            else { throw Trouble(.refused, "没有工单 \(name.text)", "there is no ticket \(name.text)") }
            return json
        }
    }
}

/// What a server answers with `unreadable-history`.
struct UnreadableHistory: CommandFailure {
    private let reason: Label

    /// - Returns: nil for what is no damage.
    init?(_ error: any Error, of name: TicketName) {
        let cause: Label
        switch error {
        case let corrupt as CorruptHistory: cause = corrupt.label
        case StoreError.damagedFile(let what): cause = Label(what, what)
        case is CodecError, is DecodingError, is JSONSyntaxError, is DamagedRow: cause = Label("\(error)", "\(error)")
        default: return nil
        }
        reason = Label("\(name.text) 的历史无法读取:\(cause.zh)", "the history of \(name.text) cannot be read: \(cause.en)")
    }

    var status: ExitStatus { .findings }

    func text(in language: Language) -> String { reason.text(in: language) }

    var document: JSON? {
        [
            "code": .string(ProblemCode.unreadableHistory.rawValue), "exitCode": .integer(Int64(status.rawValue)),
            "detail": .string(text(in: .ofProcess)),
        ]
    }
}
