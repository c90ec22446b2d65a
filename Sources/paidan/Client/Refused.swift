internal import PaidanCore
internal import PaidanJSON

/// An answer that is no success: a problem (RFC 9457), or what stood in its place.
struct Refused: CommandFailure, Hashable {
    let http: Int
    let document: JSON?

    var status: ExitStatus { ExitStatus(http: http, code: document?["code"]?.string) }

    /// `invalid data (422 invalid-data): wrong at /data/channel`, then one line for each flaw.
    func text(in language: Language) -> String {
        guard let document, document["title"]?.string != nil else {
            return Label("服务应答 HTTP \(http),没有说明", "the server answered HTTP \(http) without a reason").text(
                in: language)
        }
        return ([headline(document)] + flaws(document) + hints(document, language)).joined(separator: "\n")
    }

    private func headline(_ document: JSON) -> String {
        let title = document["title"]?.string ?? ""
        let told = (document["errors"]?.array ?? []).contains { $0["detail"] == document["detail"] }
        let detail = told ? "" : document["detail"]?.string ?? ""
        let code = document["code"]?.string.map { " \($0)" } ?? ""
        return "\(title) (\(http)\(code))" + (detail.isEmpty || detail == title ? "" : ": \(detail)")
    }

    private func flaws(_ document: JSON) -> [String] {
        (document["errors"]?.array ?? []).map { flaw in
            let pointer = flaw["pointer"]?.string ?? ""
            return "  \(pointer.isEmpty ? "/" : pointer): \(flaw["detail"]?.string ?? flaw["code"]?.string ?? "")"
        }
    }

    private func hints(_ document: JSON, _ language: Language) -> [String] {
        let detail = document["detail"]?.string ?? ""
        let lists: [(String, Label)] = [
            ("allowed", Label("现在可以:", "possible now: ")), ("known", Label("可用的有:", "known are: ")),
            ("needs", Label("需要角色:", "needs a role of: ")),
        ]
        return lists.compactMap { name, label in
            let words = (document[name]?.array ?? []).compactMap(\.string)
            // Mostly the detail has named them already, roles by their labels.
            let isNamed = words.allSatisfy { word in
                detail.contains(word)
                    || Role(rawValue: word).map { detail.contains($0.label.text(in: language)) } ?? false
            }
            return isNamed
                ? nil : "  " + label.text(in: language) + words.joined(separator: ", ")
        }
    }
}
