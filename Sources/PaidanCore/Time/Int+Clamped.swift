/// Sums with what stands in a history: it is believed whatever it says, and must not stop the server.
extension Int {
    /// The sum, or the end of the numbers where it would lie beyond.
    func plus(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }

    func minus(_ other: Int) -> Int {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? (other < 0 ? .max : .min) : difference
    }
}
