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
        batches = Self.batches(of: table.cases, bytesMax: ImportDesk.bodyBytesMax - text.utf8.count * 2)
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
            let size = one.rows.reduce(0) {
                $0 + $1.fields.reduce(rowOverhead) { $0 + JSON.string($1).bytes.count + 1 }
            }
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
