internal import HTTPTypes
internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine

/// Every route of the desk. `schema/openapi.yaml` lists the same ones; a test compares them.
extension Route {
    static let all: [Route] = tickets + looking + accounts + operating + pages

    private static let tickets: [Route] =
        [
            Route(.post, "/v1/tickets", .signedIn, Commands.openAny),
            Route(.get, "/v1/tickets", .signedIn, Listing.all),
            Route(.get, "/v1/tickets/:id", .signedIn, Showing.ticket),
            Route(.get, "/v1/tickets/:id/history", .signedIn, Showing.history),
            Route(.get, "/v1/tickets/:id/clocks", .signedIn, Showing.clocks),
            Route(.get, "/v1/tickets/:id/explain", .signedIn, Showing.explanation),
            Route(.get, "/v1/tickets/:id/actions", .signedIn, Showing.actions),
            Route(.post, "/v1/tickets/:id/commands", .signedIn, Commands.act),
            Route(.post, "/v1/tickets/:id/files", .signedIn, takesFile: true, Files.take),
            Route(.get, "/v1/tickets/:id/files", .signedIn, Files.list),
            Route(.get, "/v1/tickets/:id/files/:digest", .signedIn, Files.show),
        ] + Kind.allCases.flatMap(aliases)

    /// `/v1/complaints` and the like are `?kind=`; only what people open can be posted.
    private static func aliases(of kind: Kind) -> [Route] {
        let path = "/v1/\(kind.collection)"
        let list = Route(.get, path, .signedIn, Listing.tickets(of: kind))
        guard kind.type.openers.contains(where: \.isPerson) else { return [list] }
        return [list, Route(.post, path, .signedIn, Commands.opening(kind))]
    }

    private static let looking: [Route] = [
        Route(.get, "/v1/board", .roles(Sight.office), Boards.company),
        Route(.get, "/v1/departments/:department/board", .signedIn, Boards.department),
        Route(.get, "/v1/call-list", .roles(Sight.callers), CallList.show),
        Route(.get, "/v1/feeds/:feed/events", .signedIn, Feeds.events),
        Route(.get, "/v1/notices", .signedIn, Notices.list),
        Route(.post, "/v1/notices/seen", .signedIn, Notices.markSeen),
        Route(.post, "/v1/customers/search", .roles(People.roles), Customers.search),
        Route(.get, "/v1/people/:id", .roles(People.roles), People.show),
        Route(.get, "/v1/queues", .signedIn, Queues.list),
        Route(.get, "/v1/policy", .signedIn, Policies.show),
        Route(.get, "/v1/policies", .signedIn, Policies.list),
        Route(.get, "/v1/policies/:number", .signedIn, Policies.one),
        Route(.get, "/v1/branches", .signedIn, Branches.list),
    ]

    private static let accounts: [Route] = [
        Route(.get, "/v1/tokens", .roles([.admin]), Tokens.list),
        Route(.post, "/v1/tokens", .roles([.admin]), Tokens.issue),
        Route(.get, "/v1/tokens/log", .roles([.admin]), Tokens.log),
        Route(.post, "/v1/tokens/:id/revoke", .roles([.admin]), Tokens.revoke),
        Route(.post, "/v1/accounts/:account/revoke", .roles([.admin]), Tokens.revokeAccount),
        Route(.post, "/v1/branches", .roles([.admin]), Branches.add),
    ]

    private static let pages: [Route] = [
        Route(.get, "/", .signedIn, isPage: true, ListPage.show),
        Route(.get, "/calls", .roles(Sight.callers), isPage: true, CallListPage.show),
        Route(.get, "/notices", .signedIn, isPage: true, NoticesPage.show),
        Route(.post, "/notices/seen", .signedIn, isPage: true, NoticesPage.markSeen),
        Route(.post, "/queues/:queue/start", .roles([.supervisor]), isPage: true, StoppedQueueHTML.start),
        Route(.get, "/intake", .signedIn, isPage: true, IntakePage.choose),
        Route(.get, "/intake/:kind", .signedIn, isPage: true, IntakePage.show),
        Route(.post, "/intake/:kind", .signedIn, isPage: true, IntakePage.open),
        Route(.post, "/intake/:kind/customer", .signedIn, isPage: true, IntakePage.lookUp),
        Route(.get, "/tickets/:id", .signedIn, isPage: true, TicketPage.show),
        Route(.post, "/tickets/:id/commands", .signedIn, isPage: true, TicketPage.act),
        Route(.get, "/departments/:department", .signedIn, isPage: true, BoardPage.show),
        Route(.get, "/login", .open, isPage: true, LogIn.show),
        Route(.post, "/login", .open, isPage: true, LogIn.enter),
        Route(.post, "/logout", .open, isPage: true, LogIn.leave),
        Route(.get, "/desk.css", .open, Assets.styles),
        Route(.get, "/desk.js", .open, Assets.code),
    ]

    private static let operating: [Route] = [
        Route(.post, "/v1/policies/activate", .roles([.admin]), Policies.activate),
        Route(.post, "/v1/policies/withdraw", .roles([.admin]), Policies.withdraw),
        Route(.post, "/v1/imports", .roles([.admin]), Imports.take),
        Route(.post, "/v1/queues/:queue/start", .roles([.supervisor]), Queues.start),
        Route(.get, "/livez", .open, Health.live),
        Route(.get, "/readyz", .open, Health.ready),
        Route(.get, "/metrics", .open, Metrics.show),
        Route(.get, "/openapi.json", .open, OpenAPIDocument.show),
        Route(.get, "/v1/test/clock", .signedIn, TestClock.show),
        Route(.post, "/v1/test/clock", .signedIn, TestClock.move),
    ]
}

extension Kind {
    /// The English plural, in paths.
    var collection: String {
        let word = rawValue
        if word.hasSuffix("y") { return String(word.dropLast()) + "ies" }
        return ["s", "x", "ch", "sh"].contains(where: word.hasSuffix) ? word + "es" : word + "s"
    }
}
