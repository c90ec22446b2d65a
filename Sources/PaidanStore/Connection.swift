internal import GRDB
internal import PaidanCore
internal import PaidanEngine

/// One database connection with cached statements; what readers and the writer share.
package struct Connection: Reading {
    let db: Database
    /// The writing connection's; readers look statements up by their text.
    var shelf: StatementShelf?

    func rows<T>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> T) throws -> [T] {
        try rows(of: db.cachedStatement(sql: sql), values, read)
    }

    /// Without those that cannot be read: one damaged row must not hide the others.
    func soundRows<T>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> T) throws -> [T] {
        try rows(sql, values) { columns -> T? in
            do { return try read(columns) } catch is DamagedRow { return nil }
        }.compactMap { $0 }
    }

    func rows<T>(_ query: Query, _ values: [Value], _ read: (Columns) throws -> T) throws -> [T] {
        try rows(of: statement(query), values, read)
    }

    func first<T>(_ sql: String, _ values: [Value] = [], _ read: (Columns) throws -> T) throws -> T? {
        try first(of: db.cachedStatement(sql: sql), values, read)
    }

    func first<T>(_ query: Query, _ values: [Value], _ read: (Columns) throws -> T) throws -> T? {
        try first(of: statement(query), values, read)
    }

    private func statement(_ query: Query) throws -> Statement {
        try shelf?.statement(query, db) ?? db.cachedStatement(sql: query.sql)
    }

    private func rows<T>(of statement: Statement, _ values: [Value], _ read: (Columns) throws -> T) throws -> [T] {
        let execution = try Execution(statement, values, db)
        var found: [T] = []
        while let columns = try execution.next() { found.append(try reading(columns, execution, read)) }
        return found
    }

    private func first<T>(of statement: Statement, _ values: [Value], _ read: (Columns) throws -> T) throws -> T? {
        let execution = try Execution(statement, values, db)
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
