/// What the simulation watches; the numbers are those of the promises in `docs/internals/simulation.md`.
package enum Promise: String, CaseIterable, Sendable {
    /// What was answered is stored, and nothing is told before it is.
    case durable = "P1"
    /// Versions without gap, no stale command applied, a refusal changes nothing.
    case versions = "P2"
    /// A key is applied once and answered alike.
    case idempotency = "P3"
    /// A message is delivered until it is settled.
    case delivery = "P4"
    /// A delivery moves its dispatch once.
    case settlement = "P5"
    /// One holder at a time; no stale answer.
    case leases = "P6"
    /// In order within a ticket, first due first across tickets.
    case order = "P7"
    /// Every rung once, in order, never early, soon.
    case clocks = "P8"
    /// Feeds without gap.
    case feeds = "P9"
    /// What the books of a company must say, whatever was done to it.
    case books = "books"
    /// When faults stop, everything comes to its end.
    case liveness = "liveness"
    /// Nothing fails that is not a refusal.
    case unbroken = "unbroken"
}

/// A promise was broken. Ends the seed.
package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
    package let promise: Promise
    package let text: String

    package init(_ promise: Promise, _ text: String) {
        self.promise = promise
        self.text = text
    }

    package var description: String { "\(promise.rawValue): \(text)" }
}

/// Breaks the seed unless the condition holds.
func demand(_ condition: Bool, _ promise: Promise, _ text: @autoclosure () -> String) throws {
    guard condition else { throw Violation(promise, text()) }
}
