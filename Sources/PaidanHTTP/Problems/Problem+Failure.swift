package import PaidanCore
package import PaidanEngine
internal import PaidanJSON

/// The engine's refusals as problems.
extension Problem {
    /// - Parameter fields: of the form that was filled in; they know what may be chosen.
    init(of failure: Failure, in fields: [Field] = []) {
        switch failure {
        case .refused(let refusal): self.init(of: refusal)
        case .invalid(let errors): self = .invalid(errors.map { Flaw($0, below: "/data", in: fields) })
        case .unknownVerb(let verb, let known):
            let all = known.joined(separator: ", ")
            self.init(
                .unknownCommand,
                Label("没有操作 \(verb);可用的有 \(all)", "there is no command \(verb); known are \(all)"),
                errors: [Flaw(pointer: "/type", code: "unknownChoice", detail: Label("没有这个操作", "no such command"))],
                members: [("known", .array(known.map(JSON.string)))])
        case .noSuchTicket: self.init(.noSuchTicket)
        case .notAnOpener(let kind, let needs):
            self =
                needs.contains(where: \.isPerson)
                ? .wrongRole(needs: needs, to: "open \(kind.rawValue)")
                : Problem(
                    .wrongRole,
                    Label("\(kind.label.zh)只由其他工单开立", "a \(kind.label.en) is opened by another ticket only"),
                    members: [("needs", [])])
        case .conflict(let expected, let actual):
            self.init(
                .staleRev,
                Label(
                    "您看到的是版本 \(expected),现在是 \(actual);请重新读取",
                    "you saw rev \(expected), it is \(actual) now; read it again"),
                members: [("expected", .count(expected)), ("rev", .count(actual))])
        case .keyReused: self.init(.keyReused)
        case .brokenFollowUp(let text): self.init(.brokenFollowUp, cause: text)
        case .corrupt(let text): self.init(.unreadableHistory, cause: text)
        case .diskFull: self.init(.diskFull)
        }
    }

    private init(of refusal: Refusal) {
        let words = Label(refusal.text(in: .zh), refusal.text(in: .en))
        switch refusal {
        case .notPossible(_, let phase, let possible):
            self.init(
                .notPossible, words,
                members: [("state", .string(phase.code)), ("allowed", .array(possible.map { .string($0.code) }))])
        case .notYours:
            let needs = (refusal.needs ?? []).map { JSON.string($0.rawValue) }
            self.init(.wrongRole, words, members: [("needs", .array(needs))])
        case .because(let reason): self.init(.refused, words, members: [("reason", .string(reason.code))])
        }
    }

    init(of error: DeskError) {
        switch error {
        case .overloaded: self.init(.overloaded)
        case .closing: self.init(.closing)
        case .outcomeUnknown: self.init(.outcomeUnknown)
        case .diskFull: self.init(.diskFull)
        case .clockNotManual: self.init(.notFound)
        case .clockGoesForward: self.init(.clockGoesForward)
        }
    }

    static func invalid(_ flaws: [Flaw]) -> Problem {
        let places = flaws.map(\.pointer).joined(separator: ", ")
        return Problem(.invalidData, Label("有误的位置:\(places)", "wrong at \(places)"), errors: flaws)
    }
}

extension Problem.Flaw {
    /// Where the form has choices, a text that is not even a code is none of them: 设计部 among departments.
    init(_ error: FieldError, below root: String, in fields: [Field]) {
        let isNoChoice = error.code == .unknownChoice || error.code == .invalid
        let choices = isNoChoice ? fields.choices(at: error.pointer) : []
        self.init(
            pointer: root + error.pointer,
            code: choices.isEmpty ? error.code.rawValue : FieldError.Code.unknownChoice.rawValue,
            detail: choices.isEmpty ? error.detail : Label(oneOf: choices))
    }

    init(_ pointer: String, _ code: FieldError.Code) {
        self.init(pointer: pointer, code: code.rawValue, detail: code.label)
    }
}

extension FieldError.Code: Worded {
    package var label: Label {
        switch self {
        case .missing: Label("必须填写", "is missing")
        case .unknown: Label("没有这一项", "is not known here")
        case .wrongType: Label("类型不对", "has the wrong type")
        case .outOfRange: Label("超出允许的范围", "is out of range")
        case .unknownChoice: Label("不是可选的值", "is none of the choices")
        case .invalid: Label("填写有误", "is invalid")
        }
    }
}
