internal import PaidanCore

/// A form that was sent and not accepted: what stood in it, and why. It is shown again, and nothing typed is lost.
struct FormAttempt: Sendable {
    let verb: String
    var filled: FilledForm
    let problem: Problem

    /// What is to be said above the form.
    var label: Label {
        guard !problem.errors.isEmpty else { return problem.detail ?? problem.code.label }
        return problem.code.label
    }
}
