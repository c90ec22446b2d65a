package import PaidanCore

/// Files that were uploaded.
extension Engine {
    /// The same bytes of one customer are kept once, however often they come.
    func keep(_ order: FileOrder, at now: Instant) throws -> FileRow {
        let sight = Sight(order.actor)
        guard let row = try row(of: order.ticket), try sight.sees(row, in: store) else { throw Failure.noSuchTicket }
        guard try sight.addsFiles(to: row, in: store) else {
            throw Refusal.notYours(verb: Attach.verb, needs: Attach.roles)
        }
        let former = try store.file(order.digest, of: row.person)
        if let former, former.attachedAt != nil { return former }
        try FileRoom(fileLimits).require(order.size, besides: former, for: order.actor, in: store)
        let file = FileRow(
            person: row.person, digest: order.digest, kind: order.kind, size: order.size, uploadedAt: now,
            principal: order.actor.principal, ticket: order.ticket)
        try store.put(file)
        return file
    }

    /// A command names what is this customer's and is still there.
    func requireKept(_ files: [FileDigest], of person: PersonID, at now: Instant) throws {
        var flaws: [FieldError] = []
        for (index, file) in files.enumerated() {
            guard let row = try store.file(file, of: person), row.isThere(at: now) else {
                flaws.append(FieldError("/\(Attach.field)/\(index)", .invalid, .noSuchFile))
                continue
            }
        }
        guard flaws.isEmpty else { throw Failure.invalid(flaws) }
    }
}

/// How much may still wait to be attached.
package struct FileRoom: Sendable {
    private let limits: FileLimits

    package init(_ limits: FileLimits = FileLimits()) { self.limits = limits }

    /// - Parameter former: the same file, where it waits already.
    /// - Throws: `Refusal`, or what the store throws.
    package func require(_ size: Int, besides former: FileRow?, for actor: Actor, in reading: any Reading) throws {
        let known = former.map { $0.size } ?? 0
        let own = former?.principal == actor.principal ? known : 0
        try PaidanCore.require(
            reading.waitingBytes(of: actor.principal) - own + size <= limits.waitingOfAccountMax, .tooMuchWaits)
        try PaidanCore.require(reading.waitingBytes(of: nil) - known + size <= limits.waitingMax, .tooMuchWaitsOfAll)
    }
}

extension Label {
    static let noSuchFile = Label(
        "没有这个文件:未上传给该客户的工单,或上传后超过 24 小时未附上,请重新上传",
        "there is no such file: it was not uploaded for a ticket of this customer, or not attached within 24 hours; upload it again"
    )
}

extension Refusal.Reason {
    static let tooMuchWaits = Self(
        "too-much-waits", "您上传而未附上的文件过多,请先附上,或等 24 小时",
        "too many of your files were uploaded and not attached; attach them, or wait for 24 hours")
    static let tooMuchWaitsOfAll = Self(
        "too-much-waits-of-all", "已上传而未附上的文件过多,请稍后再试",
        "too many files were uploaded and not attached; try again later")
}
