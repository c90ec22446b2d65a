internal import Foundation
internal import PaidanCore
internal import PaidanJSON

/// 客服的桌面: what the clerk of the demo does over HTTP.
struct DemoDesk: Sendable {
    /// What the clerk sees of a ticket.
    struct Ticket: Sendable {
        let id: String
        let state: String
        /// `C-1 已结案`
        let text: String

        init(_ json: JSON) {
            id = json["id"]?.string ?? ""
            state = json["state"]?["name"]?.string ?? ""
            text = "\(json["number"]?.string ?? "") \(json["state"]?["label"]?.string ?? "")"
        }
    }

    private let client: Client

    /// Between two looks at a ticket.
    private static let look = Duration.milliseconds(2)

    init(_ ready: ReadyFile, _ language: Language) throws {
        guard let url = ready.url else { throw Trouble(.unavailable, "服务没有给出地址", "the server gives no address") }
        client = Client(base: url, token: ready.adminToken, language: language)
    }

    func open() async throws -> Ticket {
        let data: JSON = [
            "channel": "phone", "customer": ["name": "李女士", "phone": "13800000000", "address": "演示路 1 号"],
            "content": "厨房水槽下漏水", "categories": ["construction"],
        ]
        return Ticket(try await client.post(["v1", "tickets"], ["kind": "complaint", "data": data]))
    }

    func act(_ verb: String, on ticket: String, _ data: JSON) async throws {
        _ = try await client.post(
            ["v1", "tickets", ticket, "commands"], ["type": .string(verb), "data": data])
    }

    /// - Returns: the ticket as soon as it is in `state`; the caller keeps the time.
    func wait(for ticket: String, toBe state: String) async throws -> Ticket {
        while true {
            let seen = Ticket(try await client.get(["v1", "tickets", ticket]))
            if seen.state == state { return seen }
            try await Task.sleep(for: Self.look)
        }
    }

    var inTwoDays: String {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970) * 1_000)
        return (now + .days(2)).rfc3339(in: .shanghai)
    }
}
