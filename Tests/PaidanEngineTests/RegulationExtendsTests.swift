import PaidanCore
import PaidanEngine
import Testing

@Suite struct RegulationExtendsTests {
    private static let hours = RegulationSample.fragment("hours", "complaint.forwardWithin: 110 min")
    private static let days = RegulationSample.fragment("days", "complaint.forwardWithin: 3 h")

    @Test func aChildsValueWins() throws {
        let policy = try RegulationSample.policy("complaint.forwardWithin: 110 min")

        #expect(policy[limit: "complaint.forwardWithin"] == .clock(.minutes(110)))
        #expect(policy[limit: "complaint.surveyWithin"] == .workingDays(2))
    }

    @Test func noneSwitchesOffWhatWasInherited() throws {
        let text = RegulationSample.fragment(
            "test", "extends: rs", "complaint.planWithin: none", "clocks: {plan: none}",
            "routing: {categories: {furnishing: none}, departments: {furniture: none}}")

        let policy = try RegulationSample.loader().load(text: text, file: "test.yaml").policy

        #expect(policy[limit: "complaint.planWithin"] == nil)
        #expect(policy[limit: "complaint.firstReplyWithin"] == .clock(.hours(24)))
        #expect(policy.ladder(of: "plan") == Ladder(warnings: [], late: []))
        #expect(!policy.routing.knows(.furniture))
        #expect(policy.routing.lines.map(\.category.code) == ["construction", "main-material"])
    }

    @Test func aDepartmentIsAddedToTheInheritedOnes() throws {
        let policy = try RegulationSample.policy("routing: {departments: {lifts: {zh: 电梯, en: lifts}}}")

        #expect(
            policy.routing.departments.map(\.department.code) == ["engineering", "furniture", "lifts", "materials"])
    }

    @Test func pathsAreRelativeToTheFileThatNamesThem() throws {
        let files = [
            "company/main.yaml": RegulationSample.fragment("main", "extends: ../base/hours.yaml"),
            "base/hours.yaml": RegulationSample.fragment("hours", "extends: [./zone.yaml, dx]"),
            "base/zone.yaml": RegulationSample.fragment("zone", "zone: Asia/Shanghai"),
        ]

        let policy = try RegulationSample.loader(files).load(path: "company/main.yaml").policy

        #expect(policy.name == "main")
        #expect(policy.calendar.zone.name == "Asia/Shanghai")
    }

    @Test func parentsThatDifferAreRefused() throws {
        let main = RegulationSample.fragment("main", "extends:", "- dx", "- hours.yaml")

        let errors = try RegulationSample.errors(of: ["main.yaml": main, "hours.yaml": Self.hours])

        #expect(errors.map(\.code) == [.conflict])
        #expect(errors.first?.line == 5)
        #expect(errors.first?.reason.en.contains("complaint.forwardWithin") == true)
    }

    @Test func parentsThatDifferAreSettledByTheChild() throws {
        let main = RegulationSample.fragment(
            "main", "extends: [dx, hours.yaml, days.yaml]", "complaint.forwardWithin: 4 h")
        let files = ["main.yaml": main, "hours.yaml": Self.hours, "days.yaml": Self.days]

        let policy = try RegulationSample.loader(files).load(path: "main.yaml").policy

        #expect(policy[limit: "complaint.forwardWithin"] == .clock(.hours(4)))
    }

    @Test func parentsThatAgreeAreNoConflict() throws {
        let main = RegulationSample.fragment("main", "extends: [dx, copy.yaml]")
        let copy = RegulationSample.fragment("copy", "complaint.forwardWithin: 120 min")

        #expect(try RegulationSample.errors(of: ["main.yaml": main, "copy.yaml": copy]).isEmpty)
    }

    @Test func aCycleIsRefusedWhereItCloses() throws {
        let errors = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("main", "extends: [dx, b.yaml]"),
            "b.yaml": RegulationSample.fragment("b", "extends: ./main.yaml"),
        ])

        #expect(errors.map(\.code) == [.cycle])
        #expect(errors.first.map { "\($0.place)" } == "b.yaml:3:10")
        #expect(errors.first?.reason.en.contains("main.yaml → b.yaml → main.yaml") == true)
    }

    @Test(arguments: [(8, true), (9, false)])
    func eightLevelsAreTheLimit(levels: Int, isAllowed: Bool) throws {
        var files: [String: String] = [:]
        for level in 0..<levels {
            let parent = level + 1 == levels ? "dx" : "\(level + 1).yaml"
            files[level == 0 ? "main.yaml" : "\(level).yaml"] = RegulationSample.fragment(
                "l\(level)", "extends: \(parent)")
        }

        let errors = try RegulationSample.errors(of: files)

        #expect(errors.map(\.code) == (isAllowed ? [] : [.tooDeep]))
    }

    @Test(arguments: ["dy", "/etc/policy.yaml"])
    func whatIsNeitherShippedNorRelativeIsRefused(reference: String) throws {
        let main = RegulationSample.fragment("main", "extends: \(reference)")

        let errors = try RegulationSample.errors(of: ["main.yaml": main])

        #expect(errors.map(\.code) == [.unknownParent])
        #expect(errors.first.map { "\($0.place)" } == "main.yaml:3:10")
    }

    @Test func aFileThatCannotBeReadIsReportedWhereItIsNamed() throws {
        let main = RegulationSample.fragment("main", "extends: [dx, gone.yaml]")

        let errors = try RegulationSample.errors(of: ["main.yaml": main])

        #expect(errors.map(\.code) == [.unreadable])
        #expect(errors.first.map { "\($0.place)" } == "main.yaml:3:15")
    }

    @Test func theMistakesOfParentAndChildAreReportedTogether() throws {
        let errors = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("main", "extends: [dx, b.yaml]", "zoen: UTC"),
            "b.yaml": RegulationSample.fragment("b", "dispatch.pickUpWithin: 30"),
        ])

        #expect(errors.map { "\($0.place) \($0.code)" } == ["b.yaml:3:24 badDuration", "main.yaml:4:1 unknownKey"])
    }

    @Test func twoFilesOfOneNameAreRefused() throws {
        let errors = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("main", "extends: [dx, b.yaml]"),
            "b.yaml": RegulationSample.fragment("main", "zone: Asia/Shanghai"),
        ])

        #expect(errors.map(\.code) == [.nameTaken])
    }

    @Test func aChangedFileMayNotCallItselfLikeAShippedPolicy() throws {
        let text = try RegulationSample.loader().load(shipped: "dx").text
        let changed = text.replacing("complaint.surveyWithin: 2 wd", with: "complaint.surveyWithin: 3 wd")

        #expect(try RegulationSample.errors(of: ["main.yaml": text]).isEmpty)
        #expect(try RegulationSample.errors(of: ["main.yaml": changed]).map(\.code) == [.nameTaken])
        // What was stored under an older version stays readable.
        #expect(try RegulationSample.errors(in: changed).isEmpty)
    }

    // MARK: Whose mistake it is

    /// What builds on a good policy is to blame, not the good one.
    @Test(
        arguments: [
            ("routing: {departments: {furniture: none}}", RegulationErrorCode.unknownDepartment),
            ("complaint.forwardWithin: 105 min", .warningTooLate), ("workdays: [mon, tue, wed, thu, fri]", nil),
            ("workdays: [mon]\nhours: [09:00-09:30]", .tooLittleWork), ("hours.sun: [09:00-12:00]", .notAWorkday),
        ] as [(String, RegulationErrorCode?)])
    func theFileThatIsWrongIsNamed(_ line: String, _ code: RegulationErrorCode?) throws {
        let direct = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("main", "extends: dx", line)
        ])
        let between = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("main", "extends: ours.yaml", "complaint.surveyWithin: 3 wd"),
            "ours.yaml": RegulationSample.fragment("ours", "extends: dx", line),
        ])

        #expect(direct.map(\.code) == [code].compactMap(\.self))
        #expect(direct.allSatisfy { $0.file == "main.yaml" && $0.line >= 4 }, "\(direct)")
        #expect(between.allSatisfy { $0.file == "ours.yaml" && $0.line >= 4 }, "\(between)")
        #expect(between.map(\.code) == direct.map(\.code))
    }

    @Test func aNameIsTakenByWhoeverExtendsItsOwner() throws {
        let shipped = try RegulationSample.errors(of: ["main.yaml": RegulationSample.fragment("dx", "extends: dx")])
        let own = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("ours", "extends: base.yaml"),
            "base.yaml": RegulationSample.fragment("ours", "extends: dx"),
        ])
        let siblings = try RegulationSample.errors(of: [
            "main.yaml": RegulationSample.fragment("main", "extends: [a.yaml, b.yaml]"),
            "a.yaml": RegulationSample.fragment("ours", "extends: dx"),
            "b.yaml": RegulationSample.fragment("ours", "extends: dx"),
        ])

        for (found, file, owner) in [
            (shipped, "main.yaml", "dx.yaml"), (own, "main.yaml", "base.yaml"), (siblings, "b.yaml", "a.yaml"),
        ] {
            #expect(found.map(\.code) == [.nameTaken])
            #expect(found.first?.file == file && found.first?.line == 1 && found.first?.column == 7)
            #expect(found.first?.reason.en.hasSuffix("is that of \(owner)") == true)
        }
    }
}
