/// A table as people read it on a terminal. Columns are as wide as their widest cell, in columns of the screen.
struct TextTable {
    struct Cell: ExpressibleByStringInterpolation {
        let text: String
        let style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = text.harmless
            self.style = style
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    enum Alignment { case left, right }

    private let heads: [String]
    private let alignments: [Alignment]
    private var rows: [[Cell]] = []

    /// Between two columns.
    private static let gap = "  "
    /// A column is never cut to less.
    private static let widthMin = 6

    /// - Parameter alignments: left where nothing is said.
    init(_ heads: [String], _ alignments: [Int: Alignment] = [:]) {
        self.heads = heads
        self.alignments = heads.indices.map { alignments[$0] ?? .left }
    }

    mutating func add(_ row: [Cell]) {
        precondition(row.count == heads.count, "a row of \(row.count) cells under \(heads.count) heads")
        rows.append(row)
    }

    /// - Parameter terminal: the widest columns are cut where the whole would not fit.
    func text(on terminal: Terminal) -> String {
        let widths = widths(within: terminal.width)
        let head = line(heads.map { Cell($0, .bold) }, widths, terminal)
        return ([head] + rows.map { line($0, widths, terminal) }).joined(separator: "\n")
    }

    private func widths(within limit: Int?) -> [Int] {
        var widths = heads.indices.map { column in
            rows.map { $0[column].text.displayWidth }.reduce(heads[column].displayWidth, max)
        }
        guard let limit else { return widths }
        let room = limit - Self.gap.count * (widths.count - 1)
        while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > Self.widthMin
        {
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ terminal: Terminal) -> String {
        let parts = zip(cells, zip(widths, alignments)).map { cell, column in
            let text = cell.text.cut(toWidth: column.0)
            let padding = String(repeating: " ", count: column.0 - text.displayWidth)
            let styled = terminal.styled(text, cell.style)
            return column.1 == .left ? styled + padding : padding + styled
        }
        let line = parts.joined(separator: Self.gap)
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
