/// 问卷中的一个问题: one of those that a form asks whoever fills it in to put to the customer.
package struct FormQuestion: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        case score(ClosedRange<Int>)
        case yesNo
        case text
    }

    package let code: String
    package let label: Label
    /// What answers it. A remark may stand beside a score and a yes or no.
    package let answer: Answer

    package init(_ code: String, _ label: Label, _ answer: Answer) {
        self.code = code
        self.label = label
        self.answer = answer
    }
}

extension Action {
    /// Takes a list of answers to questions that only the ticket knows.
    package var asks: Bool { fields.contains(where: \.takesAnswers) || fields.contains(where: \.namesQuestion) }

    /// The same for a ticket that asks these questions and no others.
    package func asking(_ questions: [FormQuestion]) -> Action {
        Action(
            verb: verb, label: label, roles: roles, form: Form(fields: fields.map { $0.asking(questions) }),
            isReported: isReported)
    }
}

extension Field {
    private static let questionName = "question"

    fileprivate var namesQuestion: Bool { name == Self.questionName }

    fileprivate var takesAnswers: Bool {
        if case .list(.group(let fields)) = type { fields.contains(where: \.namesQuestion) } else { false }
    }

    fileprivate func asking(_ questions: [FormQuestion]) -> Field {
        let choices = questions.map { Choice($0.code, $0.label) }
        if namesQuestion { return with(.choice(choices)) }
        guard takesAnswers, case .list(.group(let fields)) = type else { return self }
        let narrowed = with(.list(.group(fields.map { $0.asking(questions) })))
        return Field(
            name: name, label: label, type: narrowed.type, isRequired: isRequired, limit: limit, questions: questions)
    }

    private func with(_ type: FieldType) -> Field {
        Field(name: name, label: label, type: type, isRequired: isRequired, limit: limit)
    }
}
