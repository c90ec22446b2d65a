internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/notices`: what the actor's roles have been told, the latest first, and what of it the actor has seen.
enum Notices {
    static let limitMax = 200

    @Sendable static func list(_ call: Call) async throws -> Response {
        let query = try Query(call, known: ["limit", "unseen"])
        let limit = try query.count("limit", 1...limitMax) ?? 50
        let isUnseen = try query.flag("unseen") ?? false
        let (view, actor) = (NoticeView(for: call.viewer, at: call.desk.now), call.actor)
        let (lines, unseen) = try await call.read { reading in
            (
                try view.read(limit: limit, isUnseen: isUnseen, in: reading).lines,
                try UnseenNotices.count(in: reading, for: actor)
            )
        }
        return Answer.json([
            "asOf": call.viewer.time(call.desk.now), "unseen": .count(unseen),
            "notices": .array(lines.map(view.json)),
        ])
    }

    /// `{upTo}` or `{notices}`.
    @Sendable static func markSeen(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["upTo", "notices"])
        let deed = try await mark(which(body), Preconditions.key(of: call, body: body.bytes), call)
        return deed.response(["unseen": .count(try await call.countUnseenNotices())])
    }

    private static func which(_ body: Body) throws -> SeenMark.Which {
        switch (body.object["upTo"], body.object["notices"]) {
        case (let number?, nil):
            guard let number = number.integer, number >= 0 else {
                throw Problem.invalid([Problem.Flaw("/upTo", .wrongType)])
            }
            return .upTo(number)
        case (nil, let list?):
            guard let list = list.array else { throw Problem.invalid([Problem.Flaw("/notices", .wrongType)]) }
            guard (1...SeenMark.numbersMax).contains(list.count) else {
                throw Problem.invalid([Problem.Flaw("/notices", .outOfRange)])
            }
            return .these(
                try list.enumerated().map { index, number in
                    guard let number = number.integer else {
                        throw Problem.invalid([Problem.Flaw("/notices/\(index)", .wrongType)])
                    }
                    return number
                })
        case (nil, nil): throw Problem.invalid([Problem.Flaw("/upTo", .missing)])
        case (_?, _?): throw Problem.invalid([Problem.Flaw("/notices", .unknown)])
        }
    }

    static func mark(_ which: SeenMark.Which, _ key: IdempotencyKey, _ call: Call) async throws -> KeyedDeed {
        try await call.once(.markSeen(SeenMark(which, by: call.actor)), key)
    }
}

extension Call {
    /// For the head of every page.
    func countUnseenNotices() async throws -> Int {
        let actor = actor
        return try await read { try UnseenNotices.count(in: $0, for: actor) }
    }
}
