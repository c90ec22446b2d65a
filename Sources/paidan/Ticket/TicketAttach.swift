internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan ticket attach C-12 crack.jpg plan.pdf`
struct TicketAttach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: spoken("给工单附上照片或文件", "attach photos or files to a ticket"),
        discussion: spoken(
            "随某项操作一起附上:paidan ticket do C-12 reportDone … --set files=@照片.jpg",
            "With a step: paidan ticket do C-12 reportDone … --set files=@photo.jpg"))

    @Argument(help: .ticket)
    var ticket: String

    @Argument(
        help: .words(
            "JPEG、PNG、WebP 图片或 PDF 文件,每个不超过 10 MiB", "JPEG, PNG or WebP pictures, or PDF documents, 10 MiB each",
            value: "FILE"),
        completion: .file())
    var files: [String]

    @Option(help: .words("备注", "a note", value: "TEXT"))
    var note: String?

    @OptionGroup var key: KeyOption
    @OptionGroup var connection: ConnectionOptions

    func run() async throws {
        let (name, client) = (try TicketName(ticket), try connection.client())
        let digests = try await FileUpload(client: client, ticket: name).digests(of: files)
        var data: JSONObject = [Attach.field: .array(digests.map(JSON.string))]
        data["note"] = note.map(JSON.string)
        let receipt = try await client.post(
            ["v1", "tickets", name.text, "commands"], ["type": .string(Attach.verb), "data": .object(data)],
            key: key.text)
        ReceiptLine(receipt).show(connection.output)
    }
}
