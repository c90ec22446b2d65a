internal import PaidanCore
internal import PaidanJSON

/// 算式 in lines that a person can redo by hand.
struct ArithmeticView {
    private let viewer: Viewer
    private let words: MomentWords

    /// Longer sums keep their begin and end; what lies between stands in one line with what it counts.
    static let linesMax = 60

    init(for viewer: Viewer) {
        self.viewer = viewer
        words = MomentWords(zone: viewer.zone)
    }

    func json(_ arithmetic: Arithmetic) -> JSON {
        switch arithmetic {
        case .limit(let reckoning):
            let years = reckoning.unlistedYears
            return .members(
                ("basis", "limit"), ("limit", .string(RegulationLimit.text(of: reckoning.limit))),
                ("limitLabel", viewer.word(reckoning.limit.label)), ("steps", .array(steps(of: reckoning))),
                ("sum", viewer.word(sum(of: reckoning))),
                ("unlistedYears", years.isEmpty ? nil : .array(years.map { .count($0) })))
        case .date(let date, let pauses, let due):
            return .members(
                ("basis", "date"), ("date", viewer.time(date)), ("steps", .array(pauses.map(json))),
                ("sum", viewer.word(sum(from: date, to: due))))
        case .leadTime(let lead, let planned, let due):
            return .members(
                ("basis", "leadTime"), ("limit", .string(RegulationLimit.text(of: lead))),
                ("limitLabel", viewer.word(lead.length.label)), ("date", viewer.time(planned)), ("steps", []),
                (
                    "sum",
                    viewer.word(
                        Label(
                            "计划 \(words.label(planned).zh) 之前 \(lead.length.label.zh),到期 \(words.end(due).zh)",
                            "\(lead.length.label.en) before the planned \(words.label(planned).en): due \(words.end(due).en)"
                        )
                    )
                ))
        }
    }

    private func json(_ pause: Pause) -> JSON {
        let length = pause.until - pause.from
        let stretch = words.stretch(pause.from, pause.until)
        return .members(
            ("from", viewer.time(pause.from)), ("until", viewer.time(pause.until)), ("kind", "paused"),
            ("isCounted", false), ("time", .string(length.iso8601)),
            (
                "text",
                viewer.word(
                    Label(
                        "\(stretch.zh) 暂停(\(pause.reason.zh)),顺延 \(length.exactLabel.zh)",
                        "\(stretch.en) paused (\(pause.reason.en)), put off by \(length.exactLabel.en)"))
            ))
    }

    private func sum(from date: Instant, to due: Instant) -> Label {
        let (said, end) = (words.end(date), words.end(due))
        guard date < due else { return Label("日期 \(said.zh),到期同此", "dated \(said.en), due then") }
        let delay = (due - date).exactLabel
        return Label(
            "日期 \(said.zh),共顺延 \(delay.zh),到期 \(end.zh)", "dated \(said.en), put off by \(delay.en), due \(end.en)")
    }

    // MARK: A limit, counted off

    /// What a step of the sum covers.
    private struct Piece {
        let from: Instant
        let until: Instant
        let kind: String
        let label: Label
        let counted: Span
        let days: Int
        let isCounted: Bool
    }

    private func steps(of reckoning: Reckoning) -> [JSON] {
        let isInDays = reckoning.segments.contains { $0.days > 0 }
        return folded(reckoning.segments.map(Self.piece)).map { json($0, isInDays: isInDays) }
    }

    private static func piece(_ segment: Reckoning.Segment) -> Piece {
        let isCounted = segment.kind.isCounted
        return Piece(
            from: segment.from, until: segment.until, kind: segment.kind.name, label: segment.kind.label,
            counted: isCounted ? segment.until - segment.from : .zero, days: segment.days, isCounted: isCounted)
    }

    private func folded(_ pieces: [Piece]) -> [Piece] {
        guard pieces.count > Self.linesMax else { return pieces }
        let (head, tail) = (pieces.prefix(Self.linesMax / 2), pieces.suffix(Self.linesMax / 2))
        let middle = pieces.dropFirst(head.count).dropLast(tail.count)
        let fold = Piece(
            from: middle[middle.startIndex].from, until: middle[middle.endIndex - 1].until, kind: "folded",
            label: Label("其间 \(middle.count) 段,计入", "\(middle.count) steps in between, counted"),
            counted: middle.reduce(.zero) { $0 + $1.counted },
            days: middle.reduce(0) { $0 + ($1.isCounted ? $1.days : 0) }, isCounted: true)
        return head + [fold] + tail
    }

    private func json(_ piece: Piece, isInDays: Bool) -> JSON {
        let stretch = words.stretch(piece.from, piece.until)
        let amount = isInDays ? Label("\(piece.days) 天", "\(piece.days) d") : piece.counted.exactLabel
        let text = Label(
            "\(stretch.zh) \(piece.label.zh)" + (piece.isCounted ? " \(amount.zh)" : ""),
            "\(stretch.en) \(piece.label.en)" + (piece.isCounted ? " \(amount.en)" : ""))
        return .members(
            ("from", viewer.time(piece.from)), ("until", viewer.time(piece.until)), ("kind", .string(piece.kind)),
            ("isCounted", .bool(piece.isCounted)), ("days", isInDays ? .count(piece.days) : nil),
            ("time", isInDays ? nil : .string((piece.until - piece.from).iso8601)), ("text", viewer.word(text)))
    }

    private func sum(of reckoning: Reckoning) -> Label {
        let due = words.end(reckoning.due)
        let isInTime = reckoning.countedDays == 0 && reckoning.countedTime > .zero
        let amount =
            isInTime
            ? reckoning.countedTime.exactLabel : Label("\(reckoning.countedDays) 天", "\(reckoning.countedDays) d")
        return Label("计入共 \(amount.zh),到期 \(due.zh)", "counted \(amount.en) in all, due \(due.en)")
    }
}

extension Reckoning.Kind {
    /// For programs.
    fileprivate var name: String {
        switch self {
        case .counted: "counted"
        case .makeup: "makeup"
        case .startDay: "startDay"
        case .notYet: "notYet"
        case .offHours: "offHours"
        case .rest: "rest"
        case .holiday: "holiday"
        case .paused: "paused"
        }
    }
}
