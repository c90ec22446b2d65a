internal import Foundation
internal import GRDB
internal import PaidanCore
internal import PaidanEngine

/// One database connection with cached statements; what readers and the writer share.
package struct Connection: Reading {
    let db: Database

    func rows(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> [Columns] {
        let statement = try db.cachedStatement(sql: sql)
        var found: [Columns] = []
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let row = try cursor.next() { found.append(Columns(row: row.copy())) }
        return found
    }

    func first<T>(
        _ sql: String, _ arguments: [(any DatabaseValueConvertible)?], _ read: (Columns) throws -> T
    ) throws -> T? {
        let cursor = try Row.fetchCursor(try db.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
        return try cursor.next().map { try read(Columns(row: $0)) }
    }

    func run(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    var changes: Int { db.changesCount }
}

extension [UInt8] {
    var data: Data { Data(self) }
}

extension ULIDValue {
    var data: Data { ulid.blob.data }
}
