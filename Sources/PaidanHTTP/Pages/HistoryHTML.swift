internal import PaidanCore
internal import PaidanJSON

/// Everything that happened, the latest last.
enum HistoryHTML {
    static func html(_ events: [JSON], _ values: ValueHTML, _ call: Call) -> HTML {
        "<ol class=\"history\">\(events.map { item($0, values, call) })</ol>"
    }

    private static func item(_ event: JSON, _ values: ValueHTML, _ call: Call) -> HTML {
        let at = moment(event["at"])
        let clocks: [HTML] = (event["clocks"]?.array ?? []).compactMap { $0["text"]?.string }.map { "<li>\($0)</li>" }
        return """
            <li><p><time>\(at.map(call.clockTime) ?? "")</time> <b>\(event["label"]?.string ?? "")</b> \
            <span class="quiet">\(event["byLabel"]?.string ?? "") · \(event["state"]?["label"]?.string ?? "")\
            \(reported(event, at, call))</span></p>\
            \(values.html(event["data"] ?? .null, of: event["type"]?.string ?? ""))\(part(event))\("<ul class=\"quiet\">\(clocks)</ul>", if: !clocks.isEmpty)</li>
            """
    }

    /// Which department's part it is about, and why that came to its end.
    private static func part(_ event: JSON) -> HTML {
        let lines: [HTML] = (event["part"]?.array ?? []).map { line in
            "<dt>\(line["label"]?.string ?? "")</dt><dd>\(line["text"]?.string ?? "")</dd>"
        }
        return lines.isEmpty ? .nothing : "<dl>\(lines)</dl>"
    }

    /// When it happened, where that is not when it was recorded.
    private static func reported(_ event: JSON, _ at: Instant?, _ call: Call) -> HTML {
        guard let factAt = moment(event["factAt"]), factAt != at else { return .nothing }
        return " · \(call.words("发生于", "happened")) <time>\(call.clockTime(factAt))</time>"
    }

    private static func moment(_ json: JSON?) -> Instant? { json?.string.flatMap(Instant.init(rfc3339:)) }
}
