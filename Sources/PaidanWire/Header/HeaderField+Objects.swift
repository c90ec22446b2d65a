import PaidanJSON

// The fields that are objects, or lists of objects.

extension HeaderField {
    /// HELLO: `{"engineering":{"window":5}}`
    static let queuesWished = Field.map(
        "queues", "each a queue name with {window: 0–1000}", max: WireLimits.queuesMax,
        decode: { name, json in
            guard Grammar.isQueue(name), let value = json["window"].flatMap(window.decode) else { return nil }
            return QueueWindow(queue: name, window: value)
        },
        encode: { (wish: QueueWindow) in
            guard Grammar.isQueue(wish.queue), let value = window.encode(wish.window) else { return nil }
            return (wish.queue, .object([window.key: value]))
        })

    /// WELCOME: `{"engineering":{"topic":"f.engineering.g3\u0000","seq":812}}`
    static let feedsGranted = Field.map(
        "feeds", "each a feed name with its {topic, seq}", max: WireLimits.feedsMax,
        decode: { name, json in
            guard let topic = json["topic"].flatMap(topic.decode), topic.feed == name else { return nil }
            return json["seq"].flatMap(sequence.decode).map { FeedGrant(topic: topic, sequence: $0) }
        },
        encode: { (grant: FeedGrant) in
            guard let text = topic.encode(grant.topic), let number = sequence.encode(grant.sequence) else { return nil }
            return (grant.topic.feed, .object([topic.key: text, sequence.key: number]))
        })

    /// WELCOME: `[{"lease":"m-7.1","queue":"engineering","until":1760000020000}]`
    static let leases = Field.list(
        .object(
            "leases", "{lease, queue, until}",
            decode: { (header) throws(WireError) in
                HeldLease(
                    lease: try header.required(lease), queue: try header.required(queue),
                    until: try header.required(until))
            },
            encode: { (held: HeldLease, header: inout HeaderWriter) throws(WireError) in
                try header.put(lease, held.lease)
                try header.put(queue, held.queue)
                try header.put(until, held.until)
            }),
        max: WireLimits.welcomeLeasesMax)

    /// ACK: `{"type":"forward","data":{…},"expect_rev":4}`
    static let command = Field<TicketCommand>.object(
        "cmd", "{type, data, expect_rev?} with the types and ranges of DO",
        decode: { (header) throws(WireError) in try TicketCommand(header) },
        encode: { (command, header: inout HeaderWriter) throws(WireError) in try command.write(to: &header) })
}
