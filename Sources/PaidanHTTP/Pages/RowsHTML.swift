internal import PaidanCore

/// 明细: a list of groups, one row each. The next row is folded away until somebody wants it, which needs no script.
struct RowsHTML {
    private let form: FormHTML
    /// Of the list.
    private let pointer: String
    private let fields: [Field]
    private let count: Int
    private let written: Int

    /// So many rows a form offers, and more only where more than these were sent. Each weighs two kilobytes, folded or not.
    private static let offered = 6
    /// What a form that was sent with many rows still has room for.
    private static let spare = 4

    /// - Parameter countMax: how many rows the command takes.
    init(form: FormHTML, pointer: String, fields: [Field], countMax: Int) {
        var form = form
        // Shown as they were sent on, so that what is wrong stands beside its row.
        if let filled = form.attempt?.filled { form.attempt?.filled = filled.closingUp(pointer) }
        written = form.attempt?.filled.rows(pointer).count ?? 0
        count = min(countMax, max(Self.offered, written + Self.spare))
        (self.form, self.pointer, self.fields) = (form, pointer, fields)
    }

    /// The pointers of the rows.
    var places: [String] { (0..<count).map { "\(pointer)/\($0)" } }

    static func title(_ row: Int) -> Label { Label("第 \(row + 1) 项", "no. \(row + 1)") }

    /// - Parameter insists: whether the browser wants the first row filled in.
    func html(_ title: HTML, insists: Bool) -> HTML {
        """
        <fieldset data-name="\(pointer)" data-type="rows"><legend>\(title)</legend>\
        \(row(0, insists: insists))\(form.error(pointer))</fieldset>
        """
    }

    /// With all that come after it.
    private func row(_ index: Int, insists: Bool) -> HTML {
        guard index < count else { return .nothing }
        let place = places[index]
        let words = Self.title(index).text(in: form.language)
        let row: HTML = """
            <fieldset><legend>\(words)</legend>\
            \(fields.map { form.row($0, below: place, insists: insists) })\(form.error(place))</fieldset>\
            \(self.row(index + 1, insists: false))
            """
        guard index > 0 else { return row }
        let another = form.words("再填一项", "one more")
        return "<details\(" open", if: index < written)><summary>\(another)</summary>\(row)</details>"
    }
}
