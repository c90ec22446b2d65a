internal import GRDB
internal import PaidanCore
internal import PaidanEngine

/// One database connection with cached statements; what readers and the writer share.
package struct Connection: Reading {
    let db: Database
    /// The writing connection's; readers look statements up by their text.
    var shelf: StatementShelf?

    func rows<T>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> T) throws -> [T] {
        let execution = try Execution(db.cachedStatement(sql: sql), values, db)
        var found: [T] = []
        while let columns = try execution.next() { found.append(try reading(columns, execution, read)) }
        return found
    }

    func first<T>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> T) throws -> T? {
        let execution = try Execution(db.cachedStatement(sql: sql), values, db)
        guard let columns = try execution.next() else { return nil }
        let found = try reading(columns, execution, read)
        execution.stop()
        return found
    }

    private func reading<T>(
        _ columns: Columns, _ execution: Execution, _ read: (Columns) throws -> T
    ) throws -> T {
        do {
            return try read(columns)
        } catch {
            execution.stop()
            throw error
        }
    }

    func run(_ sql: StaticString, _ values: [Value]) throws {
        guard let shelf else { preconditionFailure("only the writing connection writes") }
        try Execution(shelf.statement(sql, db), values, db, room: shelf.room).run()
    }

    var changes: Int { db.changesCount }
}
