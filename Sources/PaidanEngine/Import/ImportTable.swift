package import PaidanCore

/// One row of a log.
package struct ImportRow: Hashable, Sendable {
    /// Where it begins in its file, counted from 1.
    package let line: Int
    package let at: Instant
    /// As the log's header names them.
    package let fields: [String]
}

/// A ticket of a log with its rows, the earliest first; of two at one moment the one that stands first.
package struct ImportCase: Hashable, Sendable {
    package let reference: String
    package let rows: [ImportRow]

    /// As many as one ticket may have.
    package static let rowsMax = 1_000
    /// UTF-8 bytes of a ticket's reference.
    package static let referenceBytesMax = 200
}

/// A log, sorted by tickets; only the columns that the mapping reads.
package struct ImportTable: Sendable {
    package let header: [String]
    /// In the order of their first rows.
    package let cases: [ImportCase]
    /// Rows of which not even ticket and time can be read.
    package let refused: [ImportOutcome.Row]

    /// The time of the last row: up to then the log tells what happened.
    package var end: Instant? { cases.compactMap { $0.rows.last?.at }.max() }

    /// - Parameter bytes: a file whose first record names the columns.
    /// - Throws: `RegulationErrors` for columns that it lacks, `ImportRefusal` when it cannot be read at all.
    package static func read(_ bytes: [UInt8], _ mapping: ImportMapping) throws -> ImportTable {
        let records = try DelimitedText.records(bytes, mapping.format)
        guard let header = records.first else { throw ImportRefusal("empty", "文件中没有内容", "the file is empty") }
        try mapping.check(against: header.fields)
        return ImportTable(mapping, header: header.fields, Array(records.dropFirst()))
    }

    /// - Parameter records: without the header.
    package init(_ mapping: ImportMapping, header: [String], _ records: [DelimitedText.Record]) {
        let indices = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
        let used = mapping.columns.compactMap { indices[$0.name] }
        let (ticket, time) = (indices[mapping.ticket.name] ?? 0, indices[mapping.time.name] ?? 0)
        var order: [String] = []
        var rows: [String: [ImportRow]] = [:]
        var refused: [ImportOutcome.Row] = []
        for record in records {
            do throws(ImportRefusal) {
                guard record.fields.count == header.count else {
                    throw ImportRefusal.wrongWidth(record.fields.count, header.count)
                }
                let reference = record.fields[ticket]
                guard !reference.isEmpty, reference.utf8.count <= ImportCase.referenceBytesMax else {
                    throw ImportRefusal.noTicket
                }
                let at = try mapping.clock.instant(of: record.fields[time])
                let row = ImportRow(line: record.line, at: at, fields: used.map { record.fields[$0] })
                if rows[reference] == nil { order.append(reference) }
                rows[reference, default: []].append(row)
            } catch {
                refused.append(ImportOutcome.Row(line: record.line, refusal: error))
            }
        }
        self.header = used.map { header[$0] }
        var cases: [ImportCase] = []
        for reference in order {
            let own = rows[reference] ?? []
            if own.count > ImportCase.rowsMax {
                refused += own.map { ImportOutcome.Row(line: $0.line, refusal: .tooManyRows) }
            } else {
                cases.append(ImportCase(reference: reference, rows: own.sorted { ($0.at, $0.line) < ($1.at, $1.line) }))
            }
        }
        self.cases = cases.sorted { ($0.rows[0].at, $0.rows[0].line) < ($1.rows[0].at, $1.rows[0].line) }
        self.refused = refused
    }
}

extension ImportRefusal {
    fileprivate static let noTicket = ImportRefusal(
        "no-ticket", "没有工单标识,或过长", "no ticket is named, or at too great a length")

    fileprivate static func wrongWidth(_ found: Int, _ expected: Int) -> ImportRefusal {
        ImportRefusal("wrong-width", "应有 \(expected) 列,实有 \(found) 列", "\(found) fields instead of \(expected)")
    }

    fileprivate static let tooManyRows = ImportRefusal(
        "too-many-rows", "一张工单最多 \(ImportCase.rowsMax) 行", "a ticket has at most \(ImportCase.rowsMax) rows")
}
