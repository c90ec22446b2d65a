import PaidanCore
import PaidanEngine
import Testing

/// What every `Store` promises about messages, feeds, keys, tokens and notices.
@Suite struct QueueConformanceTests {
    @Test(arguments: StoreMaker.allCases) func readyMessagesGoByDeadlineThenAge(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1), Sample.ticket(2), Sample.ticket(3), Sample.ticket(4))
            try store.put(
                Sample.message(1, of: 1), Sample.message(2, of: 2, deadline: Sample.noon + .hours(2)),
                Sample.message(3, of: 3, deadline: Sample.noon + .hours(1)),
                Sample.message(4, of: 4, state: .ready(from: Sample.noon + .minutes(1))))

            #expect(try store.readyMessages(in: Sample.queue, at: Sample.noon, limit: 10).map(\.id) == [3, 2, 1])
            #expect(try store.readyMessages(in: Sample.queue, at: Sample.noon, limit: 2).map(\.id) == [3, 2])
            #expect(try store.readyMessages(in: .routing, at: Sample.noon, limit: 10).isEmpty)
            #expect(try store.nextQueueMoment(after: Sample.noon) == Sample.noon + .minutes(1))
            #expect(try store.highestMessageID() == 4)
        }
    }

    @Test(arguments: StoreMaker.allCases) func onlyOneMessageOfATicketIsOutAtATime(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            try store.put(Sample.message(1), Sample.message(2, state: .waiting))
            #expect(throws: (any Error).self) { try store.put(Sample.message(3)) }
            #expect(try store.unsettled(of: Sample.id(1), in: Sample.queue).map(\.id) == [1, 2])
        }
    }

    @Test(arguments: StoreMaker.allCases) func aLeaseIsARow(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            try store.put(Sample.message(1))
            let leased = MessageRow.State.leased(Sample.owner, until: Sample.noon + .seconds(20))
            try store.transaction { try store.setState(leased, attempt: 1, of: 1) }

            #expect(try store.message(1)?.state == leased)
            #expect(try store.message(1)?.attempt == 1)
            #expect(try store.leases(of: "dev:w", worker: "w").map(\.id) == [1])
            #expect(try store.leases(of: "dev:other", worker: "w").isEmpty)
            #expect(try store.expiredLeases(at: Sample.noon, limit: 10).isEmpty)
            #expect(try store.expiredLeases(at: Sample.noon + .seconds(20), limit: 10).map(\.id) == [1])
            #expect(try store.nextQueueMoment(after: Sample.noon) == Sample.noon + .seconds(20))

            let lapsed = MessageRow.State.ready(from: Sample.noon, lapsed: Sample.owner)
            try store.transaction { try store.setState(lapsed, attempt: 1, of: 1) }
            #expect(try store.message(1)?.state == lapsed)
        }
    }

    @Test(arguments: StoreMaker.allCases) func anIDIsNeverUsedTwice(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            try store.put(Sample.message(7))
            try store.transaction {
                try store.deleteMessage(7)
                try store.insert(SettlementRow(message: 7, attempt: 1, outcome: .acked, at: Sample.noon))
                // A repeated settlement keeps the first outcome.
                try store.insert(SettlementRow(message: 7, attempt: 1, outcome: .dead, at: Sample.noon))
            }
            #expect(try store.message(7) == nil)
            #expect(try store.highestMessageID() == 7)
            #expect(try store.settlement(message: 7, attempt: 1)?.outcome == .acked)
            #expect(try store.settlement(message: 7, attempt: 2) == nil)
        }
    }

    @Test(arguments: StoreMaker.allCases) func aFeedIsReadInOrderAfterANumber(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1), Sample.ticket(2))
            try store.transaction {
                try store.insert(FeedEntry(feed: "all", sequence: 1, ticket: Sample.id(1), version: 1))
                try store.insert(FeedEntry(feed: "all", sequence: 2, ticket: Sample.id(2), version: 1))
                try store.insert(FeedEntry(feed: "engineering", sequence: 1, ticket: Sample.id(2), version: 1))
                try store.setFeedHead("all", to: 2)
                try store.setFeedHead("engineering", to: 1)
            }
            #expect(try store.feed("all", after: 0, limit: 10).map(\.ticket) == [Sample.id(1), Sample.id(2)])
            #expect(try store.feed("all", after: 1, limit: 10).map(\.sequence) == [2])
            #expect(try store.feed("none", after: 0, limit: 10).isEmpty)
            #expect(try store.feedHeads() == ["all": 2, "engineering": 1])
            #expect(throws: (any Error).self, "a number twice") {
                try store.transaction {
                    try store.insert(FeedEntry(feed: "all", sequence: 2, ticket: Sample.id(1), version: 1))
                }
            }
        }
    }

    @Test(arguments: StoreMaker.allCases) func keysAndSettlementsAreForgottenWhenOld(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            let key = KeyRow(
                digest: [UInt8](repeating: 3, count: 16), bodyHash: [4], ticket: Sample.id(1), version: 1, rev: 1,
                phase: "received", at: Sample.noon)
            try store.transaction {
                try store.insert(key)
                try store.insert(SettlementRow(message: 1, attempt: 1, outcome: .acked, at: Sample.noon))
            }
            #expect(try store.firstAnswer(to: key.digest) == key)
            #expect(throws: (any Error).self, "the same key twice") { try store.transaction { try store.insert(key) } }

            try store.transaction { try store.prune(keysBefore: Sample.noon, settlementsBefore: Sample.noon) }
            #expect(try store.firstAnswer(to: key.digest) != nil, "at the moment itself it is still kept")
            let later = Sample.noon + .seconds(1)
            try store.transaction { try store.prune(keysBefore: later, settlementsBefore: later) }
            #expect(try store.firstAnswer(to: key.digest) == nil)
            #expect(try store.settlement(message: 1, attempt: 1) == nil)
        }
    }

    @Test(arguments: StoreMaker.allCases) func keysOfDeedsAreForgottenWhenOld(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let row = DeedKeyRow(
                digest: [UInt8](repeating: 3, count: 16), bodyHash: [4], answer: .revoked(ids: ["a", "b"]),
                at: Sample.noon)
            try store.transaction { try store.insert(row) }
            #expect(try store.deedKey(row.digest) == row)
            #expect(throws: (any Error).self, "the same key twice") { try store.transaction { try store.insert(row) } }

            try store.transaction { try store.prune(keysBefore: Sample.noon, settlementsBefore: Sample.noon) }
            #expect(try store.deedKey(row.digest) != nil, "at the moment itself it is still kept")
            let later = Sample.noon + .seconds(1)
            try store.transaction { try store.prune(keysBefore: later, settlementsBefore: later) }
            #expect(try store.deedKey(row.digest) == nil)
        }
    }

    /// They lie in databases.
    @Test(arguments: [
        (DeedAnswer.activated(number: 3), #"{"activated":{"number":3}}"#),
        (.withdrawn(number: 3), #"{"withdrawn":{"number":3}}"#), (.issued(id: "a"), #"{"issued":{"id":"a"}}"#),
        (.revoked(ids: ["a"]), #"{"revoked":{"ids":["a"]}}"#), (.tookOver, #"{"tookOver":{}}"#),
        (.done, #"{"done":{}}"#),
    ])
    func answersToDeedsAreStoredInTheseWords(_ answer: DeedAnswer, _ text: String) throws {
        #expect(try answer.text == text)
        #expect(try DeedAnswer(text: text) == answer)
    }

    @Test(arguments: StoreMaker.allCases) func aBranchReadsItsOwnLogHoweverMuchOthersDid(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let branches: [Branch?] = [nil, Branch("south"), Branch("north"), nil]
            try store.transaction {
                for branch in branches.compactMap(\.self) {
                    try store.insert(BranchRow(branch: branch, label: Label("x", "x")))
                }
                for (index, branch) in branches.enumerated() {
                    try store.insert(
                        AccountDeed(
                            at: Sample.noon, principal: "admin", deed: .tokenMade, subject: "clerk-\(index)",
                            branch: branch, token: nil, reason: ""))
                }
            }
            #expect(try store.accountLog(of: Branch("south"), limit: 1).map(\.subject) == ["clerk-1"])
            #expect(try store.accountLog(of: nil, limit: 3).map(\.subject) == ["clerk-3", "clerk-2", "clerk-1"])
        }
    }

    @Test(arguments: StoreMaker.allCases) func tokensBelongToAccountsAndEnd(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let south = try #require(Branch("south"))
            let actor = Actor("w-1", [.departmentWorker], branch: south, departments: [.materials])
            let hash = [UInt8](repeating: 5, count: 32)
            let token = TokenRow(hash: hash, actor: actor, label: "x", expiresAt: nil, revokedAt: nil)
            try store.transaction { try store.put(token, at: Sample.noon) }

            #expect(try store.token(hash: hash)?.actor == actor)
            #expect(try store.branches() == [.main, south])
            try store.transaction { try store.revokeTokens(of: "w-1", at: Sample.noon) }
            #expect(try store.token(hash: hash)?.revokedAt == Sample.noon)
        }
    }

    @Test(arguments: StoreMaker.allCases) func noticesReachTheirRoleDepartmentAndBranch(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1), Sample.ticket(2, kind: .lead))
            func notice(_ role: Role, _ department: Department?, about ticket: UInt64 = 1) -> NoticeRow {
                NoticeRow(
                    at: Sample.noon, role: role, department: department, branch: .main, ticket: Sample.id(ticket),
                    notice: .clockLate, clock: ClockKey(text: "forward::1"))
            }
            let rows = [
                notice(.leader, nil), notice(.departmentHead, .engineering), notice(.departmentHead, .materials),
                notice(.supervisor, nil), notice(.supervisor, nil, about: 2),
            ]
            try store.transaction { for row in rows { try store.insert(row) } }
            func found(_ roles: [Role], _ departments: [Department], _ branch: Branch? = nil) throws -> [Int64?] {
                try store.notices(for: NoticeFilter(roles: roles, departments: departments, branch: branch)).map(
                    \.number)
            }

            #expect(try found([.leader], []) == [1])
            #expect(try found([.departmentHead], [.materials]) == [3])
            #expect(try found([.leader, .departmentHead], []) == [3, 2, 1], "newest first")
            let about = NoticeFilter(roles: [.supervisor], departments: [], branch: nil, ticket: Sample.id(1), limit: 1)
            #expect(try store.notices(for: about).map(\.number) == [4], "newer ones of other tickets do not count")
            #expect(try found([.leader], [], Branch("south")) == [])
            var leads = NoticeFilter(roles: [.supervisor], departments: [], branch: nil)
            leads.kinds = [.lead, .rota]
            #expect(try store.notices(for: leads).map(\.number) == [5])
            #expect(try store.noticeCount(for: leads) == 1)
        }
    }

    @Test(arguments: StoreMaker.allCases) func whatAnAccountHasSeenIsItsOwn(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            try store.put(Sample.ticket(1))
            try store.transaction {
                for (index, name) in ["a", "b"].enumerated() {
                    let actor = Actor(name, [.leader])
                    let hash = [UInt8](repeating: UInt8(index), count: 32)
                    let token = TokenRow(hash: hash, actor: actor, label: "", expiresAt: nil, revokedAt: nil)
                    try store.put(token, at: Sample.noon)
                }
                for _ in 1...5 {
                    try store.insert(
                        NoticeRow(
                            at: Sample.noon, role: .leader, department: nil, branch: .main, ticket: Sample.id(1),
                            notice: .clockLate, clock: nil))
                }
            }
            func unseen(_ reader: String) throws -> [Int64?] {
                var filter = NoticeFilter(roles: [.leader], departments: [], branch: nil)
                filter.reader = reader
                filter.isUnseen = true
                let numbers = try store.notices(for: filter).map(\.number)
                #expect(try store.noticeCount(for: filter) == numbers.count)
                return numbers
            }

            #expect(try unseen("a") == [5, 4, 3, 2, 1])
            try store.transaction { try store.markSeen(4, by: "a") }
            #expect(try unseen("a") == [5, 3, 2, 1])
            try store.transaction { try store.markSeen(upTo: 3, by: "a") }
            #expect(try unseen("a") == [5])
            try store.transaction { try store.markSeen(upTo: 1, by: "a") }
            #expect(try unseen("a") == [5], "what was seen stays seen")
            #expect(try unseen("b") == [5, 4, 3, 2, 1])
            try store.transaction {
                try store.markSeen(99, by: "b")
                try store.markSeen(upTo: 99, by: "b")
                try store.insert(
                    NoticeRow(
                        at: Sample.noon, role: .leader, department: nil, branch: .main, ticket: Sample.id(1),
                        notice: .clockLate, clock: nil))
            }
            #expect(try unseen("b") == [6], "what comes later was not seen")
        }
    }

    @Test(arguments: StoreMaker.allCases) func policiesAreKeptInOrder(_ maker: StoreMaker) throws {
        try maker.withStore { store in
            let south = PolicyScope(branch: .main, kind: .complaint)
            let rows = [(1, PolicyScope.company, nil), (2, south, "{}")].map { number, scope, table in
                PolicyRow(
                    number: number, name: "p", hash: "h\(number)", text: "t", zoneTable: table, zoneHash: table,
                    scope: scope, reason: "因为", activatedAt: Sample.noon, principal: "a")
            }
            try store.transaction { for row in rows.reversed() { try store.insert(row) } }
            #expect(try store.activatedPolicies() == rows)
        }
    }
}
