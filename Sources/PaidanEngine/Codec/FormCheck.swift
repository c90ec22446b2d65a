internal import PaidanCore
internal import PaidanJSON

/// Compares data with a form and finds everything that is wrong at once: members that are not known or are missing, values
/// of another type, numbers, lists and texts beyond their limits. Decoding would stop at the first, and not mind some.
enum FormCheck {
    /// - Parameters:
    ///   - taken: a member that somebody else has looked at.
    ///   - flaws: what is wrong with it.
    static func check(
        _ data: JSONObject, against action: Action?, ignoring taken: String? = nil, besides flaws: [FieldError] = []
    ) throws(Failure) {
        guard let action else { return }
        let errors = errors(in: data, action.fields, at: "", ignoring: taken) + flaws
        guard errors.isEmpty else { throw .invalid(errors) }
    }

    private static func errors(
        in data: JSONObject, _ fields: [Field], at pointer: String, ignoring taken: String? = nil
    ) -> [FieldError] {
        let missing = fields.filter { $0.isRequired && $0.name != taken && data[$0.name]?.isNull ?? true }
        let found = data.flatMap { member -> [FieldError] in
            let place = pointer + "/" + member.name
            guard let field = fields.first(where: { $0.name == member.name }) else {
                return [FieldError(place, .unknown, .known(fields.map(\.name)))]
            }
            guard member.name != taken, !member.value.isNull else { return [] }
            if field.isMoney, member.value.integer == nil { return wrong(place, .mustBeMoney) }
            if field.isMoney, let fen = member.value.integer, let range = field.limit.range, !range.contains(Int(fen)) {
                return [FieldError(place, .outOfRange, Label(yuanWithin: range))]
            }
            return errors(in: member.value, field.type, in: field.limit.range, at: place)
        }
        return found + missing.map { FieldError(pointer + "/" + $0.name, .missing, .isMissing) }
    }

    /// - Parameter range: of a whole number.
    private static func errors(
        in value: JSON, _ type: FieldType, in range: ClosedRange<Int>? = nil, at pointer: String
    ) -> [FieldError] {
        switch type {
        case .group(let fields):
            guard let object = value.object else { return wrong(pointer, .mustBeObject) }
            return errors(in: object, fields, at: pointer)
        case .list(let element):
            guard let values = value.array else { return wrong(pointer, .mustBeList) }
            guard values.count <= FieldLimit.listMax else {
                return [
                    FieldError(
                        pointer, .outOfRange, Label("最多 \(FieldLimit.listMax) 项", "at most \(FieldLimit.listMax)"))
                ]
            }
            return values.enumerated().flatMap { errors(in: $1, element, at: "\(pointer)/\($0)") }
        case .text(let personal):
            let longest = personal ? PersonalText.bytesMax : FieldLimit.textBytesMax
            guard let text = value.string else { return wrong(pointer, .mustBeText) }
            guard !text.utf8.contains(0) else { return [.holdsZero(pointer)] }
            guard text.utf8.count > longest else { return [] }
            return [FieldError(pointer, .outOfRange, Label("最多 \(longest) 字节", "at most \(longest) bytes"))]
        case .integer:
            guard let number = value.integer else { return wrong(pointer, .mustBeInteger) }
            guard let range, !range.contains(Int(number)) else { return [] }
            return [FieldError(pointer, .outOfRange, Label(within: range))]
        case .flag: return value.bool == nil ? wrong(pointer, .mustBeFlag) : []
        case .choice(let choices):
            guard let code = value.string else { return wrong(pointer, .mustBeText) }
            let codes = choices.map(\.code)
            return codes.contains(code) ? [] : [FieldError(pointer, .unknownChoice, Label(oneOf: codes))]
        case .file:
            guard let text = value.string else { return wrong(pointer, .mustBeText) }
            return FileDigest(text: text) == nil ? [FieldError(pointer, .invalid, FileDigest.wanted)] : []
        case .ticket, .person, .account, .department, .category:
            return value.string == nil ? wrong(pointer, .mustBeText) : []
        // Text or milliseconds; what else is wrong with a moment its reader knows.
        case .moment: return []
        }
    }

    private static func wrong(_ pointer: String, _ detail: Label) -> [FieldError] {
        [FieldError(pointer, .wrongType, detail)]
    }
}

extension FieldError {
    /// Other programs take U+0000 for the end of a text, and what follows it is lost there.
    static func holdsZero(_ pointer: String) -> FieldError {
        FieldError(pointer, .invalid, Label("不能含有空字符(U+0000)", "must not hold the character U+0000"))
    }
}

/// What would be right.
extension Label {
    static let isMissing = Label("必须填写", "is missing")
    static let mustBeText = Label("应为文本", "must be a text")
    static let mustBeFlag = Label("应为 true 或 false", "must be true or false")
    static let mustBeInteger = Label("应为整数", "must be an integer")
    static let mustBeMoney = Label(
        "应为金额:网页上填元,如 1280.50 或 12.8 万;程序填整数,以分为单位",
        "must be an amount: on pages in yuan, such as 1280.50; from programs a whole number of fen")
    static let mustBeNumber = Label("应为数字", "must be a number")
    static let mustBeList = Label("应为列表", "must be a list")
    static let mustBeObject = Label("应为对象", "must be an object")

    init(within range: ClosedRange<Int>) {
        let (least, most) = (range.lowerBound, range.upperBound)
        self.init("应为 \(least) 至 \(most)", "must be from \(least) to \(most)")
    }

    /// Of an amount, whoever wrote it in which unit.
    init(yuanWithin range: ClosedRange<Int>) {
        let (least, most) = (Money.text(fen: Int64(range.lowerBound)), Money.text(fen: Int64(range.upperBound)))
        self.init("应为 \(least) 至 \(most)", "must be from \(least) to \(most)")
    }

    init(oneOf codes: [String]) {
        self.init("可选的值:\(codes.joined(separator: "、"))", "one of \(codes.joined(separator: ", "))")
    }

    static func known(_ names: [String]) -> Label {
        guard !names.isEmpty else { return Label("此处不填任何内容", "nothing is known here") }
        return Label("可填的有:\(names.joined(separator: "、"))", "known are \(names.joined(separator: ", "))")
    }
}
