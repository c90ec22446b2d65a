package import HTTPTypes

/// Every error of the desk. Raw values reach clients and never change; `docs/reference/errors.md` explains each.
package enum ProblemCode: String, CaseIterable, Sendable {
    // 400: the request cannot be read.
    case malformedJSON = "malformed-json"
    case unknownKind = "unknown-kind"
    case invalidParameter = "invalid-parameter"
    case unknownParameter = "unknown-parameter"
    case keyRequired = "idempotency-key-required"
    case invalidKey = "invalid-idempotency-key"
    case invalidIfMatch = "invalid-if-match"
    case reasonRequired = "reason-required"
    case malformedForm = "malformed-form"
    // 401, 403
    case tokenRequired = "token-required"
    case tokenRefused = "token-refused"
    case wrongRole = "wrong-role"
    case unprovenForm = "unproven-form"
    // 404, 405
    case notFound = "not-found"
    case noSuchTicket = "no-such-ticket"
    case noSuchDepartment = "no-such-department"
    case noSuchFeed = "no-such-feed"
    case noSuchPerson = "no-such-person"
    case noSuchQueue = "no-such-queue"
    case noSuchFile = "no-such-file"
    case methodNotAllowed = "method-not-allowed"
    // 409, 410, 412
    case notPossible = "not-possible"
    case feedRestarted = "feed-restarted"
    case staleRev = "stale-rev"
    // 413, 415
    case bodyTooLarge = "body-too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case unsupportedFile = "unsupported-file"
    // 422: understood, and refused.
    case invalidData = "invalid-data"
    case unknownCommand = "unknown-command"
    case refused
    case keyReused = "idempotency-key-reused"
    case invalidPolicy = "invalid-policy"
    case invalidMapping = "invalid-mapping"
    case clockGoesForward = "clock-goes-forward"
    // 429
    case tooManyFailures = "too-many-failures"
    // 500: our fault.
    case internalError = "internal-error"
    case unreadableHistory = "unreadable-history"
    case unreadableFile = "unreadable-file"
    case brokenFollowUp = "broken-follow-up"
    // 503: try again.
    case overloaded
    case closing
    case outcomeUnknown = "outcome-unknown"
    case notReady = "not-ready"
    // 507: make room, then try again.
    case diskFull = "disk-full"

    package var status: HTTPResponse.Status {
        switch self {
        case .malformedJSON, .unknownKind, .invalidParameter, .unknownParameter, .keyRequired, .invalidKey,
            .invalidIfMatch,
            .reasonRequired, .malformedForm:
            .badRequest
        case .tokenRequired, .tokenRefused: .unauthorized
        case .wrongRole, .unprovenForm: .forbidden
        case .notFound, .noSuchTicket, .noSuchDepartment, .noSuchFeed, .noSuchPerson, .noSuchQueue,
            .noSuchFile:
            .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notPossible: .conflict
        case .feedRestarted: .gone
        case .staleRev: .preconditionFailed
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType, .unsupportedFile: .unsupportedMediaType
        case .invalidData, .unknownCommand, .refused, .keyReused, .invalidPolicy, .invalidMapping,
            .clockGoesForward:
            .unprocessableContent
        case .tooManyFailures: .tooManyRequests
        case .internalError, .unreadableHistory, .unreadableFile, .brokenFollowUp: .internalServerError
        case .overloaded, .closing, .outcomeUnknown, .notReady: .serviceUnavailable
        case .diskFull: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        }
    }

    /// The caller is nobody we know; a token in force would help.
    var isForLackOfToken: Bool { status == .unauthorized || self == .tooManyFailures }

    /// The stable name of the kind of problem; a page stands behind it.
    package var type: String { "https://paidan.cn/problems/\(rawValue)" }

    /// When to try again, in seconds; nil where waiting does not help.
    package var retryAfterSeconds: Int? {
        switch self {
        case .overloaded, .outcomeUnknown, .notReady: 1
        case .closing, .diskFull: 5
        case .tooManyFailures: 60
        case .malformedJSON, .unknownKind, .invalidParameter, .unknownParameter, .keyRequired, .invalidKey,
            .invalidIfMatch,
            .reasonRequired, .malformedForm, .tokenRequired, .tokenRefused, .wrongRole, .unprovenForm, .notFound,
            .noSuchTicket,
            .noSuchDepartment, .noSuchFeed, .noSuchPerson, .noSuchQueue, .noSuchFile, .methodNotAllowed, .notPossible,
            .feedRestarted, .staleRev,
            .bodyTooLarge, .unsupportedMediaType, .unsupportedFile, .invalidData, .unknownCommand, .refused, .keyReused,
            .invalidPolicy,
            .invalidMapping, .clockGoesForward, .internalError, .unreadableHistory, .unreadableFile, .brokenFollowUp:
            nil
        }
    }
}
