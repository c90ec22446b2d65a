/// 附上照片或文件: uploaded files become part of a ticket's history, of whatever kind and in whatever state, ended ones too: a
/// photo of how it was left comes after the end. It changes nothing else of the ticket.
package struct Attach: Codable, Hashable, Sendable {
    package let files: [FileDigest]
    package let note: PersonalText?

    package init(files: [FileDigest], note: PersonalText? = nil) {
        self.files = files
        self.note = note
    }

    /// The command's name on the wire.
    package static let verb = "attachFiles"
    /// The field with the files, in this form and in those of steps that take some.
    package static let field = "files"
    package static let label = Label("附上照片或文件", "attach photos or files")
    /// Everybody but who keeps the house and reads no customer's words. Who sees a ticket and reads what stands in it may add to it;
    /// docs/decisions/0046.
    package static let roles: [Role] = Role.allCases.filter { $0.isPerson && $0 != .admin }
}

/// 已附文件: the fact. It stands before the facts of the step that the files belong to, in the same commit.
package struct FilesAttached: Codable, Hashable, Sendable {
    /// Each once.
    package let files: [FileDigest]
    /// The command's name; nil where they belong to no step.
    package let step: String?
    package let note: PersonalText?

    package init(files: [FileDigest], step: String? = nil, note: PersonalText? = nil) {
        self.files = files
        self.step = step
        self.note = note
    }
}

extension Ticket {
    /// Pure; changes nothing. Refuses by throwing.
    package func decide(_ attach: Attach, by actor: Actor) throws(Refusal) -> FilesAttached {
        guard actor.hasAny(of: Attach.roles) else { throw .notYours(verb: Attach.verb, needs: Attach.roles) }
        if let department = state.department, !actor.hasUnboundRole(of: Attach.roles) {
            try require(actor.departments.contains(department), .otherDepartment)
        }
        return FilesAttached(files: try admitted(attach.files), note: attach.note)
    }

    /// Those that go with a step; nil where none do.
    package func attaching(_ files: [FileDigest], to step: K.Verb) throws(Refusal) -> FilesAttached? {
        files.isEmpty ? nil : FilesAttached(files: try admitted(files), step: K.table.name(of: step))
    }

    private func admitted(_ files: [FileDigest]) throws(Refusal) -> [FileDigest] {
        var each: [FileDigest] = []
        for file in files where !each.contains(file) { each.append(file) }
        try require(!each.isEmpty, .noFiles)
        try require(each.count <= FileLimits.ofStepMax, .tooManyFiles)
        let fresh = each.count { !self.files.contains($0) }
        try require(self.files.count + fresh <= FileLimits.ofTicketMax, .ticketIsFull)
        return each
    }
}

extension Refusal.Reason {
    package static let noFiles = Self("no-files", "请至少选择一个文件", "choose at least one file")
    package static let tooManyFiles = Self(
        "too-many-files", "一次最多附 \(FileLimits.ofStepMax) 个文件", "at most \(FileLimits.ofStepMax) files at once")
    static let ticketIsFull = Self(
        "ticket-is-full", "该工单已附满 \(FileLimits.ofTicketMax) 个文件",
        "the ticket has \(FileLimits.ofTicketMax) files, which is all it takes")
}
