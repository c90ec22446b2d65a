extension CallTask {
    /// 问题: what a script asks. Raw values reach disk, so that answers of years can be compared, and never change.
    package enum Question: String, CaseIterable, Codable, Sendable {
        case dataConfirmed, heardOfUsFrom, designer, hasSeenSite
        case arrivedInTime, attendedAcceptance, acceptance, works, worksProblem, inspector, constructionManager
        case living, remainingProblem, handling, service, suggestion
        case needs, objection, willVisit

        /// How it is answered. A remark may stand beside every answer.
        package enum Form: Hashable, Sendable { case score, yesNo, text }
    }

    /// One question's answer, once a record.
    package struct Answer: Codable, Hashable, Sendable {
        package let question: Question
        package let score: Int?
        package let yes: Bool?
        package let text: PersonalText?

        package init(_ question: Question, score: Int? = nil, yes: Bool? = nil, text: PersonalText? = nil) {
            self.question = question
            self.score = score
            self.yes = yes
            self.text = text
        }

        /// Whether it says what the question asks for, and nothing of another form.
        var fits: Bool {
            switch question.form {
            case .score: yes == nil && score.map(Complaint.scores.contains) ?? false
            case .yesNo: score == nil && yes != nil
            case .text: score == nil && yes == nil && text != nil
            }
        }

        /// 两表不一致 (PAY-04): another yes or no, or scores that lie far apart. Words are sealed and not compared.
        func contradicts(_ other: Answer, scoresApart: Int) -> Bool {
            guard question == other.question else { return false }
            if let yes, let others = other.yes { return yes != others }
            if let score, let others = other.score { return abs(score - others) >= scoresApart }
            return false
        }
    }

    /// What one record says, as far as another one can say something else.
    package struct Testimony: Hashable, Sendable {
        let isSatisfied: Bool?
        let score: Int?
        let answers: [Answer]

        /// The single answers that say something else.
        func questions(contradicting other: Testimony, scoresApart: Int) -> [Question] {
            answers.filter { answer in other.answers.contains { $0.contradicts(answer, scoresApart: scoresApart) } }
                .map(\.question)
        }

        /// What is said of the whole and is something else.
        func overall(contradicting other: Testimony, scoresApart: Int) -> [Overall] {
            Overall.allCases.filter { matter in
                switch matter {
                case .satisfied: isSatisfied.flatMap { own in other.isSatisfied.map { own != $0 } } ?? false
                case .score: score.flatMap { own in other.score.map { abs(own - $0) >= scoresApart } } ?? false
                }
            }
        }
    }

    /// 总体评价: what a record says besides its answers. Raw values reach disk and never change.
    package enum Overall: String, CaseIterable, Codable, Sendable { case satisfied, score }

    /// Two records of one customer that say different things.
    package struct Contradiction: Codable, Hashable, Sendable {
        package let first: TicketID
        package let second: TicketID
        package let questions: [Question]
        /// nil where both say the same of the whole, or one of them nothing.
        package let overall: [Overall]?

        package init(first: TicketID, second: TicketID, questions: [Question], overall: [Overall] = []) {
            self.first = first
            self.second = second
            self.questions = questions
            self.overall = overall.isEmpty ? nil : overall
        }
    }
}

extension CallTask.Question {
    package var form: Form {
        switch self {
        case .designer, .works, .inspector, .constructionManager, .handling, .service: .score
        case .dataConfirmed, .hasSeenSite, .arrivedInTime, .attendedAcceptance, .worksProblem, .remainingProblem,
            .willVisit:
            .yesNo
        case .heardOfUsFrom, .acceptance, .living, .suggestion, .needs, .objection: .text
        }
    }
}

extension CallTask.Question {
    /// As a form asks it.
    package var asked: FormQuestion {
        switch form {
        case .score: FormQuestion(rawValue, label, .score(Complaint.scores))
        case .yesNo: FormQuestion(rawValue, label, .yesNo)
        case .text: FormQuestion(rawValue, label, .text)
        }
    }
}

extension CallTask {
    package var questions: [FormQuestion] { opening.occasion.script.questions.map(\.asked) }
}

extension CallTask.Overall: Worded {
    package var label: Label {
        switch self {
        case .satisfied: Label("是否满意", "satisfied or not")
        case .score: Label("满意度", "score")
        }
    }
}

extension CallTask.Question: Worded {
    package var label: Label {
        switch self {
        case .dataConfirmed: Label("姓名、电话、工程地址、设计师、业务员核对无误", "name, phone, site, designer, salesperson are right")
        case .heardOfUsFrom: Label("从何处得知本公司", "how the customer came to know the company")
        case .designer: Label("对设计师的满意度", "satisfaction with the designer")
        case .hasSeenSite: Label("参观过在建工地", "has seen a site of ours")
        case .arrivedInTime: Label("材料按时进场", "the material arrived in time")
        case .attendedAcceptance: Label("客户到场验收", "the customer was at the acceptance")
        case .acceptance: Label("验收情况", "how the acceptance went")
        case .works: Label("对工程的满意度", "satisfaction with the works")
        case .worksProblem: Label("施工中有问题", "there are problems in the works")
        case .inspector: Label("对监理的满意度", "satisfaction with the inspector")
        case .constructionManager: Label("对施工主管的满意度", "satisfaction with the construction manager")
        case .living: Label("入住感受", "how it is to live there")
        case .remainingProblem: Label("装修后有问题", "problems remain")
        case .handling: Label("对处理结果的满意度", "satisfaction with the handling")
        case .service: Label("对服务的满意度", "satisfaction with the service")
        case .suggestion: Label("建议", "suggestions")
        case .needs: Label("需求", "needs")
        case .objection: Label("主要顾虑", "main objection")
        case .willVisit: Label("愿意来访", "is willing to visit")
        }
    }
}
