/// How much one field takes. The schema tells it, and who refuses uses the same numbers.
package struct FieldLimit: Hashable, Sendable {
    /// Of a whole number. Every field that holds one has a range: what is added up later must not run out of numbers.
    package var range: ClosedRange<Int>?
    /// How many elements a list has at most.
    package var countMax: Int
    /// The longest text, in characters; nil where only the bytes are limited.
    package var lengthMax: Int?

    package init(range: ClosedRange<Int>? = nil, countMax: Int = listMax, lengthMax: Int? = nil) {
        self.range = range
        self.countMax = countMax
        self.lengthMax = lengthMax
    }

    /// The longest list of any field.
    package static let listMax = 64
    /// The longest text that is not personal, in UTF-8 bytes; of the others: `PersonalText.bytesMax`.
    package static let textBytesMax = 4_096

    /// 拨打次数: as many as a regulation may ask for.
    private static let attempts = 0...1_000

    /// A name means the same in every form of every kind, so it has the same limits.
    static func of(_ name: String) -> FieldLimit { special[name] ?? FieldLimit() }

    private static let special = [
        "address": FieldLimit(lengthMax: CustomerDetail.address.lengthMax),
        "amount": FieldLimit(range: RenovationProject.balances),
        "area": FieldLimit(range: Lead.areas),
        "attempts": FieldLimit(range: attempts),
        "capacity": FieldLimit(range: Rota.capacities),
        "dates": FieldLimit(countMax: RenovationProject.nodesMax),
        "defects": FieldLimit(countMax: Complaint.pointsMax),
        "departments": FieldLimit(countMax: Complaint.departmentsMax),
        "evidence": FieldLimit(countMax: Complaint.evidenceMax),
        "files": FieldLimit(countMax: FileLimits.ofStepMax),
        "name": FieldLimit(lengthMax: CustomerDetail.name.lengthMax),
        "partsNeeded": FieldLimit(countMax: DepartmentDispatch.partsMax),
        "phone": FieldLimit(lengthMax: CustomerDetail.phone.lengthMax),
        "points": FieldLimit(countMax: Complaint.pointsMax),
        "results": FieldLimit(countMax: AcceptanceNode.itemsMax),
        "risks": FieldLimit(countMax: RenovationProject.risksMax),
        "rounds": FieldLimit(range: Rota.suspensions),
        "score": FieldLimit(range: Complaint.scores),
        "share": FieldLimit(range: Lead.shares),
        "shipments": FieldLimit(countMax: RenovationProject.nodesMax),
    ]
}
