import PaidanJSON

/// The text of a header: one JSON object of bounded length and depth, whose numbers every language keeps.
enum HeaderText {
    private static let limits = JSONLimits(depth: WireLimits.headerDepthMax, bytes: WireLimits.headerBytesMax)

    static func parse(_ bytes: [UInt8]) throws(WireError) -> JSONObject {
        guard bytes.count <= WireLimits.headerBytesMax else { throw tooLong }
        guard let header = try json(bytes).object else { throw .malformed("frame 2 (header) must be a JSON object") }
        try check(.object(header))
        return header
    }

    static func bytes(of header: JSONObject) throws(WireError) -> [UInt8] {
        try check(.object(header))
        let bytes = JSON.object(header).bytes
        guard bytes.count <= WireLimits.headerBytesMax else { throw tooLong }
        return bytes
    }

    private static var tooLong: WireError {
        .malformed("frame 2 (header) is longer than \(WireLimits.headerBytesMax) bytes")
    }

    private static func json(_ bytes: [UInt8]) throws(WireError) -> JSON {
        do throws(JSONSyntaxError) {
            return try JSON(parsing: bytes, limits: limits)
        } catch {
            throw .malformed("frame 2 (header): \(error)")
        }
    }

    /// Depth and numbers, those inside a command's data and inside unknown keys too. `above` counts the levels around.
    private static func check(_ json: JSON, above: Int = 0) throws(WireError) {
        switch json {
        case .null, .bool, .string: break
        case .integer(let value): try checkMagnitude(value.magnitude <= UInt64(WireLimits.integerMax))
        case .number(let value): try checkMagnitude(value.magnitude <= Double(WireLimits.integerMax))
        case .array(let elements):
            try checkDepth(above + 1)
            for element in elements { try check(element, above: above + 1) }
        case .object(let members):
            try checkDepth(above + 1)
            for member in members { try check(member.value, above: above + 1) }
        }
    }

    private static func checkDepth(_ depth: Int) throws(WireError) {
        guard depth <= WireLimits.headerDepthMax else {
            throw .malformed("frame 2 (header) is nested deeper than \(WireLimits.headerDepthMax) levels")
        }
    }

    private static func checkMagnitude(_ isSafe: Bool) throws(WireError) {
        guard isSafe else { throw .malformed("frame 2 (header) has a number of 2^53 or more") }
    }
}
