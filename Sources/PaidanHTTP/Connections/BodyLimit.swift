internal import HTTPTypes
internal import PaidanCore

/// How long the body of a request may be. Known from its head: who sends more is told so before it has come.
enum BodyLimit {
    static func of(_ head: HTTPRequest) -> Int {
        guard head.method == .post, let parts = head.path?.prefix(while: { $0 != "?" }).split(separator: "/") else {
            return DeskConfiguration.bodyBytesMax
        }
        if parts.count == 4, parts[0] == "v1", parts[1] == "tickets", parts[3] == "files" { return FileLimits.bytesMax }
        // A form of a ticket's page, with files.
        let isForm = parts.count == 3 && parts[0] == "tickets" && parts[2] == "commands"
        let type = head.headerFields[.contentType]?.prefix(MultipartReader.type.count).lowercased()
        return isForm && type == MultipartReader.type ? MultipartForm.bytesMax : DeskConfiguration.bodyBytesMax
    }
}
