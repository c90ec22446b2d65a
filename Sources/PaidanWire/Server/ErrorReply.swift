/// ERROR, S→C: a message was refused. Nothing was changed, unless the code is `outcome-unknown`.
public struct ErrorReply: Hashable, Sendable {
    /// The request's, if it had one.
    public var rid: String?
    public var code: ErrorCode

    /// The lease of the refused message, which stays as it was.
    public var lease: LeaseTag?

    /// With `conflict`: the ticket's present `rev`.
    public var rev: Int?

    /// With `unsupported-version`: the versions that the server speaks.
    public var versions: [Int]

    /// One sentence for the developer of the client.
    public var detail: String?

    /// The same `application/problem+json` as over HTTP; may be empty.
    public var body: [UInt8]

    public init(
        code: ErrorCode, lease: LeaseTag? = nil, rev: Int? = nil, versions: [Int] = [], detail: String? = nil,
        body: [UInt8] = [], rid: String? = nil
    ) {
        self.rid = rid
        self.code = code
        self.lease = lease
        self.rev = rev
        self.versions = versions
        self.detail = detail
        self.body = body
    }
}

extension ErrorReply: Payload {
    var requestID: String? { rid }

    init(_ header: HeaderReader, body: [UInt8]) throws(WireError) {
        rid = header.rid
        code = try header.required(HeaderField.code)
        lease = try header.optional(HeaderField.lease)
        rev = try header.optional(HeaderField.rev)
        versions = try header.optional(HeaderField.versions) ?? []
        detail = try header.optional(HeaderField.detail)
        self.body = body
    }

    func write(to header: inout HeaderWriter) throws(WireError) {
        try header.put(HeaderField.code, code)
        try header.put(HeaderField.lease, ifPresent: lease)
        try header.put(HeaderField.rev, ifPresent: rev)
        try header.put(HeaderField.versions, ifPresent: versions.isEmpty ? nil : versions)
        try header.put(HeaderField.detail, ifPresent: detail)
    }
}

extension ErrorReply {
    /// The answer to a message that could not be read.
    public init(answering error: WireError) {
        self.init(
            code: error.code,
            versions: error.code == .unsupportedVersion ? WireLimits.supportedVersions : [],
            detail: error.detail,
            rid: error.rid)
    }
}
