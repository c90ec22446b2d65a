internal import PaidanCore
internal import PaidanJSON

/// Everything that happened, the latest last.
enum HistoryHTML {
    static func html(_ events: [JSON], _ values: ValueHTML, _ call: Call) -> HTML {
        let items: [HTML] = events.map { event in
            let at = event["at"]?.string.flatMap(Instant.init(rfc3339:)).map(call.clockTime) ?? ""
            let clocks: [HTML] = (event["clocks"]?.array ?? []).compactMap { $0["text"]?.string }.map {
                "<li>\($0)</li>"
            }
            return """
                <li><p><time>\(at)</time> <b>\(event["label"]?.string ?? "")</b> \
                <span class="quiet">\(event["by"]?.string ?? "") · \(event["state"]?["label"]?.string ?? "")</span></p>\
                \(values.html(event["data"] ?? .null))\("<ul class=\"quiet\">\(clocks)</ul>", if: !clocks.isEmpty)</li>
                """
        }
        return "<ol class=\"history\">\(items)</ol>"
    }
}
