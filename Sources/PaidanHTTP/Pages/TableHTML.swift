/// A table. On a narrow screen its rows are stacked, and each cell says by itself what it holds.
struct TableHTML {
    /// Of the columns; what stands in the first one needs none there.
    let heads: [String]

    /// - Parameter attributes: of the table.
    func html(_ rows: [HTML], _ attributes: HTML = .nothing) -> HTML {
        let heads: [HTML] = heads.map { "<th scope=\"col\">\($0)</th>" }
        return """
            <div class="scroll" tabindex="0"><table \(attributes)><thead><tr>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    /// - Parameter cells: one for each head.
    func row(_ cells: [HTML], isLate: Bool) -> HTML {
        let cells: [HTML] = zip(heads, cells).map { "<td data-head=\"\($0)\">\($1)</td>" }
        return "<tr\(" class=\"late\"", if: isLate)>\(cells)</tr>\n"
    }
}
