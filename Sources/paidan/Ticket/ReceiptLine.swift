internal import PaidanCore
internal import PaidanJSON

/// The answer to a command that was carried out.
struct ReceiptLine {
    let json: JSON

    init(_ json: JSON) { self.json = json }

    /// `C-12  received  ver 2  rev 2  01J…`
    var text: String {
        let state = json["state"]?["label"]?.string ?? json["state"]?["name"]?.string ?? ""
        return [
            json["number"]?.string ?? "", state, "ver \(json["ver"]?.integer ?? 0)", "rev \(json["rev"]?.integer ?? 0)",
            json["id"]?.string ?? "",
        ].joined(separator: "  ")
    }

    func show(_ output: OutputOptions) { Terminal.output.line(output.isJSON ? "\(json)" : text) }
}
