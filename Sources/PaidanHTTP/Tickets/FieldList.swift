internal import PaidanEngine
internal import PaidanJSON

/// `fields=number,state`: only these members are answered.
struct FieldList {
    private let names: [String]?

    static let ofTicket =
        RowView.fields + [
            "customer", "data", "contents", "clocks", "verdicts", "asOf",
        ]

    /// - Throws: `Problem` for a name that is not known.
    init(_ text: String?, known: [String]) throws {
        names = text.map { $0.split(separator: ",").map(String.init) }
        if let stranger = names?.first(where: { !known.contains($0) }) {
            let all = known.joined(separator: ", ")
            throw Problem.invalidParameter(
                "fields", "没有 \(stranger);可用的有 \(all)", "there is no \(stranger); known are \(all)")
        }
    }

    func picked(from object: JSONObject) -> JSONObject {
        guard let names else { return object }
        return JSONObject(object.filter { names.contains($0.name) }.map { ($0.name, $0.value) })
    }
}
