internal import PaidanCore

/// Makes ids that ascend: milliseconds first, then chance, and within one millisecond a count.
struct Mint {
    private var last: ULID

    /// - Parameter last: the next ones are greater.
    init(after last: ULID = ULID(high: 0, low: 0)) { self.last = last }

    /// For a person: no other id tells where to look for it, not even that of its first ticket. Ids of tickets may be
    /// neighbours, for whoever may not see one is not told that there is one; those of customers must not be found by trying.
    static func apart(at now: Instant, _ random: inout any RandomNumberGenerator) -> ULID {
        let milliseconds = UInt64(clamping: now.milliseconds) & 0xFFFF_FFFF_FFFF
        return ULID(high: milliseconds << 16 | random.next() & 0xFFFF, low: random.next())
    }

    /// The first of a block of `Context.openedMax` ids.
    mutating func next(at now: Instant, _ random: inout any RandomNumberGenerator) -> ULID {
        let milliseconds = UInt64(clamping: now.milliseconds) & 0xFFFF_FFFF_FFFF
        let fresh = ULID(high: milliseconds << 16 | random.next() & 0x7FFF, low: random.next())
        last = fresh.high >> 16 > last.high >> 16 ? fresh : last.advanced(by: UInt64(Context.openedMax))
        return last
    }
}
