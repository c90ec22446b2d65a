internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// One request on its way through a handler.
struct Call: Sendable {
    /// The request as it came; `PaidanEngine` has a `Request` too.
    typealias HTTP = Hummingbird.Request

    let http: HTTP
    let context: DeskContext
    let house: House
    let isPage: Bool
    /// Nobody in particular until the door has looked at the token.
    var actor = Actor("anonymous", [])
    /// 未看的通知, on pages.
    var unseenNotices = 0

    var desk: any Desk { house.desk }
    var language: Language { AcceptedLanguage.of(http, isPage: isPage) }
    var viewer: Viewer {
        let policies = desk.policies
        // Only names are asked of it: those of every policy that the caller may meet.
        let names = policies.desks(in: actor.branch)
        return Viewer(
            actor, language: language, zone: policies.regulation().policy.calendar.zone, routing: names,
            branches: desk.branches, vault: house.vault)
    }
    var sight: Sight { Sight(actor) }

    /// A part of the path.
    /// - Throws: `notFound` when its escapes are broken.
    func parameter(_ name: String) throws -> String {
        guard let raw = context.parameters.get(name), let text = raw.removingPercentEncoding else {
            throw Problem(.notFound)
        }
        return text
    }

    /// Whether there is such a branch. One of its own is known to whoever is bound to it.
    func knows(_ branch: Branch) async throws -> Bool {
        if branch == .main || branch == actor.branch { return true }
        return try await read { try $0.branches().contains(branch) }
    }

    /// Reads within one snapshot. What cannot be read is our fault and said so.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> T) async throws -> T {
        do {
            return try await house.library.read(body)
        } catch let problem as Problem {
            throw problem
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Problem.unreadable(error)
        }
    }
}
