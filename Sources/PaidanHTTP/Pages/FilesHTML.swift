internal import PaidanCore
internal import PaidanEngine

/// 附件 on the page of a ticket: pictures small, each a link to the whole; documents by their names.
struct FilesHTML {
    private let call: Call
    private let number: String
    private let files: [FileDigest: FileRow]

    /// - Parameter view: nil for who reads no customer's words.
    init(_ view: FileView?, of number: String, _ call: Call) {
        self.call = call
        self.number = number
        files = Dictionary(
            (view?.attached.map(\.file) ?? []).map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Returns: nil for what is no file of the ticket.
    func html(_ digest: FileDigest) -> HTML? { files[digest].map(link) }

    private func link(_ file: FileRow) -> HTML {
        let address = "/v1/tickets/\(number)/files/\(file.digest)"
        let name = Self.name(of: file, call.language)
        // The name beside a picture says what a picture of its own could not.
        guard file.kind.isPicture else { return "<a href=\"\(address)\" download>\(name)</a>" }
        return """
            <a class="file" href="\(address)" target="_blank" rel="noreferrer">\
            <img src="\(address)" alt="" loading="lazy"> <span class="quiet">\(name)</span></a>
            """
    }

    /// `JPEG 图片 1.2 MB 3fa1b2c4`
    static func name(of file: FileRow, _ language: Language) -> String {
        "\(file.kind.label.text(in: language)) \(size(file.size)) \(file.digest.short)"
    }

    private static func size(_ bytes: Int) -> String {
        let kilobytes = max(1, (bytes + 512) / 1_024)
        guard kilobytes >= 1_024 else { return "\(kilobytes) KB" }
        return "\(kilobytes / 1_024).\(kilobytes % 1_024 * 10 / 1_024) MB"
    }

    /// What a file field takes.
    static let accepted = FileKind.allCases.map(\.mediaType).joined(separator: ",")
}
