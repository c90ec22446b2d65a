internal import PaidanCore

/// 问卷: each question with what may answer it, instead of a list of answers to be written by hand.
struct QuestionnaireHTML {
    let form: FormHTML
    /// Of the list of answers.
    let pointer: String

    static let remark = Label("补充说明", "remark")

    func html(_ title: HTML, _ questions: [FormQuestion], _ error: HTML) -> HTML {
        """
        <fieldset data-name="\(pointer)" data-type="questions"><legend>\(title)</legend>
        <p class="quiet">\(form.words("没有问到的问题留空", "leave empty what was not asked"))</p>\
        \(questions.map(row))\(error)</fieldset>
        """
    }

    private func row(_ question: FormQuestion) -> HTML {
        let label = question.label.text(in: form.language)
        let place = QuestionPlace(question, below: pointer)
        switch question.answer {
        case .text:
            let id = form.id(place.text)
            return """
                <div data-question="\(question.code)"><p><label for="\(id)">\(label)</label>\
                <textarea id="\(id)" name="\(place.text)" data-part="text" rows="2">\(form.former(place.text))</textarea></p></div>
                """
        case .yesNo:
            return choosing(
                question, label, place, part: "yes",
                [("true", FormHTML.yes.text(in: form.language)), ("false", FormHTML.no.text(in: form.language))])
        case .score(let range):
            return choosing(question, label, place, part: "score", range.map { ("\($0)", "\($0)") })
        }
    }

    /// - Parameter part: the member of the answer that is chosen.
    private func choosing(
        _ question: FormQuestion, _ label: String, _ place: QuestionPlace, part: String,
        _ choices: [(code: String, label: String)]
    ) -> HTML {
        let none = form.former(place.answer).isEmpty
        let buttons: [HTML] =
            [button("", form.words("未问", "not asked"), place, part, isOn: none)]
            + choices.map { button($0.code, $0.label, place, part, isOn: form.isChosen($0.code, place.answer)) }
        let id = form.id(place.text)
        return """
            <fieldset data-question="\(question.code)"><legend>\(label)</legend>\(buttons)\
            <p><label for="\(id)">\(Self.remark.text(in: form.language))</label>\
            <input id="\(id)" name="\(place.text)" data-part="text" value="\(form.former(place.text))"></p></fieldset>
            """
    }

    private func button(
        _ code: String, _ label: String, _ place: QuestionPlace, _ part: String, isOn: Bool
    ) -> HTML {
        """
        <label class="inline"><input type="radio" name="\(place.answer)" value="\(code)" data-part="\(part)"\
        \(" checked", if: isOn)>\(label)</label>
        """
    }
}
