internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// A log with its mapping, as they lie in their files.
struct ForeignLog {
    let mapping: ImportMapping
    let mappingText: String
    let table: ImportTable
    /// Tickets that are taken over together: at most `ImportBatch.casesMax`, and no more than a server takes in.
    let batches: [[ImportCase]]
    /// Rows that cannot be taken over: not even their ticket and time can be read, or their ticket is larger than a server takes in.
    let refused: [ImportOutcome.Row]

    private static let bytesMax = 1 << 30
    /// What stands between and around the fields of a row, at most.
    private static let rowOverhead = 32

    init(_ path: String, mapping mappingPath: String) throws {
        let text = try Self.named { () throws(FileTrouble) in try PlainFile.text(of: mappingPath) }
        let bytes = try Self.named { () throws(FileTrouble) in try PlainFile.bytes(of: path, atMost: Self.bytesMax) }
        mapping = try ImportMapping.load(text: text, file: mappingPath)
        mappingText = text
        do {
            table = try ImportTable.read(bytes, mapping)
        } catch let refusal as ImportRefusal {
            throw Trouble(.refused, "\(path):\(refusal.reason.zh)", "\(path): \(refusal.reason.en)")
        }
        let bytesMax = ImportDesk.bodyBytesMax - text.utf8.count * 2
        let large = table.cases.filter { Self.bytes(of: $0) > bytesMax }
        batches = Self.batches(of: table.cases.filter { !large.contains($0) }, bytesMax: bytesMax)
        refused = table.refused + large.flatMap { Self.refusals(of: $0, bytesMax) }
    }

    /// All of them: what follows a row that is missing would be told of another ticket.
    private static func refusals(of one: ImportCase, _ bytesMax: Int) -> [ImportOutcome.Row] {
        let largest = one.rows.max { bytes(of: $0) < bytes(of: $1) }?.line ?? 0
        let (size, most) = ((bytes(of: one) + 1_023) >> 10, bytesMax >> 10)
        let refusal = ImportRefusal(
            "too-large", "该工单的各行合计 \(size) KiB,超过一次可导入的 \(most) KiB;最大的是第 \(largest) 行",
            "the rows of its ticket have \(size) KiB, more than the \(most) KiB that are taken at once; the largest is line \(largest)"
        )
        return one.rows.map { ImportOutcome.Row(line: $0.line, refusal: refusal) }
    }

    private static func bytes(of one: ImportCase) -> Int { one.rows.reduce(0) { $0 + bytes(of: $1) } }

    private static func bytes(of row: ImportRow) -> Int {
        row.fields.reduce(rowOverhead) { $0 + JSON.string($1).bytes.count + 1 }
    }

    private static func named<T>(_ read: () throws(FileTrouble) -> T) throws(Trouble) -> T {
        do {
            return try read()
        } catch {
            throw Trouble(.usage, error.label.zh, error.label.en)
        }
    }

    private static func batches(of cases: [ImportCase], bytesMax: Int) -> [[ImportCase]] {
        var batches: [[ImportCase]] = []
        var room = 0
        for one in cases {
            let size = bytes(of: one)
            if size > room || batches.last?.count == ImportBatch.casesMax || batches.isEmpty {
                batches.append([])
                room = bytesMax
            }
            batches[batches.count - 1].append(one)
            room -= size
        }
        return batches
    }
}
