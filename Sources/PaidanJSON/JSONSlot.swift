/// A place in the output where one value goes: the document, a member or an element.
///
/// Encoders and containers are this and the sink, no more, so that handing them out allocates nothing.
struct JSONSlot: Equatable {
    static let root = JSONSlot(level: 0, serial: 0)

    private let compactLevel: UInt32

    /// Number of the slot in the order of the document, to tell it from others at the same level.
    private let serial: UInt32

    init(level: Int, serial: UInt32) {
        compactLevel = UInt32(level)
        self.serial = serial
    }

    /// How many arrays and objects lie around it.
    var level: Int { Int(compactLevel) }
}
