/// What a record opens besides the next call: the case of a contradiction, and what the customer is dissatisfied with.
extension CallTask {
    /// 两表对账 (PAY-04): the case that a contradiction of two records opens.
    func contradicted(_ made: Made, _ context: Context) throws(Refusal) -> [Event] {
        guard let checked = opening.checks, let other = try context.relative(checked).record else { return [] }
        let own = Testimony(isSatisfied: made.satisfied, score: made.score, answers: said(with: made))
        let apart = context.policy[Self.scoresApart]
        let questions = own.questions(contradicting: other, scoresApart: apart)
        let overall = own.overall(contradicting: other, scoresApart: apart)
        guard !questions.isEmpty || !overall.isEmpty else { return [] }
        let contradiction = Contradiction(first: checked, second: context.id, questions: questions, overall: overall)
        return [.contradicted(issue: context.fresh(1), contradiction: contradiction)]
    }

    /// 不满意事项 (PAY-05, CALL-11, FBK-01): each point of dissatisfaction and each answer with a low score becomes an opinion, one
    /// a matter, unless the answer goes to a ticket that takes care of it. What was noted (`hear`) has its ticket already and is
    /// repeated nowhere; it speaks for low scores without a word beside them, and for no point. A low score of the whole is a
    /// matter where nothing else says what it is about.
    func pointsRaised(_ made: Made, _ context: Context) -> [Event] {
        guard !isAnswerWanted, opening.occasion != .spotCheck else { return [] }
        let lowScore = context.policy[Self.lowScore] ?? 0
        func isLow(_ score: Int?) -> Bool { score.map { $0 <= lowScore } ?? false }
        let points = made.points.map { Matter(content: $0) }
        let low = said(with: made).filter { isLow($0.score) && !($0.text == nil && hasNoted) }
            .map { Matter(content: $0.text, question: $0.question) }
        let whole = points.isEmpty && low.isEmpty && !hasNoted && isLow(made.score) ? [Matter(overall: .score)] : []
        return (points + low + whole).enumerated().map { index, matter in
            .pointRaised(
                issue: context.fresh(2 + index), content: matter.content, question: matter.question,
                overall: matter.overall)
        }
    }

    /// Whether dissatisfaction was noted in this round. A good suggestion (CALL-26) is none.
    var hasNoted: Bool { heard.contains { $0.becomes != .visit } }

    /// What a customer is dissatisfied with, as far as it is said.
    private struct Matter {
        var content: PersonalText?
        var question: Question?
        var overall: Overall?
    }

    /// Every answer of the call, the last one of each question.
    private func said(with made: Made) -> [Answer] {
        answers.filter { answer in !made.answers.contains { $0.question == answer.question } } + made.answers
    }
}
