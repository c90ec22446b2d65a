import PaidanCore
import PaidanEngine
import Testing

/// Policy files with one mistake each: the line, the column and the code that the writer is shown.
@Suite struct RegulationMistakeTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        /// What follows the three lines `name`, `title`, `extends: dx`.
        let lines: [String]
        let code: RegulationErrorCode
        /// In the whole file: the first of `lines` is line 4.
        let line: Int
        let column: Int
        let suggestion: String?

        init(
            _ text: String, _ code: RegulationErrorCode, _ line: Int, _ column: Int, suggestion: String? = nil
        ) {
            self.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            self.code = code
            self.line = line
            self.column = column
            self.suggestion = suggestion
        }

        var testDescription: String { "\(lines.joined(separator: " ⏎ ").prefix(80)) → \(code)" }
    }

    @Test(arguments: yaml + document + calendar + hours + holidays + durations + limits + values + routing + ladders)
    func isRefusedAtItsPlace(_ mistake: Mistake) throws {
        let text = (RegulationSample.head + mistake.lines).joined(separator: "\n")

        let errors = try RegulationSample.errors(in: text)

        #expect(errors.map(\.code) == [mistake.code], "\(errors)")
        #expect(errors.first?.line == mistake.line)
        #expect(errors.first?.column == mistake.column)
        #expect(errors.first?.suggestion == mistake.suggestion)
    }

    @Test func thirtyFiveMistakesAndMoreAreTried() {
        #expect(Self.all.count >= 35)
    }

    /// A megabyte of nonsense is told as such, and costs no more than its reading: suggestions are made for what is told only.
    @Test func ofThousandsOfMistakesTheFirstAreTold() throws {
        let keys = (0..<4_000).map { "completely-unknown-key-number-\($0): 1" }
        let text = (RegulationSample.head + keys).joined(separator: "\n")

        let found = try RegulationSample.allErrors(in: text)

        #expect(found.errors.count == 200 && found.more == 3_800)
        #expect(found.errors.first?.line == 4 && found.errors.last?.line == 203)
        #expect(found.text(in: .zh).hasSuffix("\n另有 3800 处错误未列出"))
        #expect(found.text(in: .en).hasSuffix("\nand 3800 more"))
    }

    static let all = yaml + document + calendar + hours + holidays + durations + limits + values + routing + ladders

    static let yaml = [
        Mistake("clocks: [", .syntax, 5, 1),
        Mistake("clocks:\n\tforward: none", .syntax, 5, 1, suggestion: "空格 / spaces"),
        Mistake("a: b: c", .syntax, 4, 5),
        Mistake("zone: \"\\q\"", .syntax, 4, 8),
        Mistake("zone: \u{1}", .syntax, 4, 7),
        Mistake("zone: UTC\n# 注释\nzone: UTC", .duplicateKey, 6, 1),
        Mistake("title: {zh: 又, en: again}", .duplicateKey, 4, 1),
        Mistake("clocks:\n  plan: none\n  plan:\n  - {late: [leader]}", .duplicateKey, 6, 3),
        Mistake("complaint.revisitLevel: {general: [leader], general: [leader]}", .duplicateKey, 4, 26),
        Mistake("zone: &home UTC", .anchor, 4, 7),
        Mistake("zone: *home", .anchor, 4, 7),
        Mistake("zone: !!str UTC", .tag, 4, 7),
        Mistake("zone: !!str \"UTC\"", .tag, 4, 7),
        Mistake("? [zone]\n: UTC", .wrongType, 4, 3),
        Mistake("---\nname: other", .severalDocuments, 5, 1),
    ]

    static let document = [
        Mistake("zoen: UTC", .unknownKey, 4, 1, suggestion: "zone"),
        Mistake("complaint.forwardwithin: 2 h", .unknownKey, 4, 1, suggestion: "complaint.forwardWithin"),
        Mistake("complaint:\n  forwardWithin: 2 h", .unknownKey, 4, 1, suggestion: "complaint.forwardWithin"),
        Mistake("<<: {zone: UTC}", .unknownKey, 4, 1),
        Mistake("complaint.revisitAttempts: none", .notOptional, 4, 28),
        Mistake("complaint.forwardWithin: [2 h]", .wrongType, 4, 26),
        Mistake("complaint.forwardWithin:", .wrongType, 4, 25),
        Mistake("complaint.severityReviewers: leader", .wrongType, 4, 30, suggestion: "[leader]"),
        Mistake("complaint.severityReviewers: []", .wrongType, 4, 30),
        Mistake("clocks: none", .wrongType, 4, 9),
    ]

    static let calendar = [
        Mistake("zone: Asia/Beijing", .unknownZone, 4, 7, suggestion: "Asia/Shanghai"),
        Mistake("zone: CST", .unknownZone, 4, 7, suggestion: "Asia/Shanghai"),
        Mistake("zone: Europe/Berlim", .unknownZone, 4, 7, suggestion: "Europe/Berlin"),
        Mistake("workdays: [mon, Tuesday]", .unknownDay, 4, 17, suggestion: "tue"),
        Mistake("workdays: [mon, mon]", .repeated, 4, 17),
        Mistake("lateEntryGrace: 1 d", .badDuration, 4, 17, suggestion: "24 h"),
    ]

    static let hours = [
        Mistake("hours: 09:00-12:00", .wrongType, 4, 8, suggestion: "[09:00-12:00]"),
        Mistake("hours: [9-12]", .badHours, 4, 9, suggestion: "09:00-12:00"),
        Mistake("hours: [12:00-09:00]", .badHours, 4, 9, suggestion: "09:00-12:00"),
        Mistake("hours: [09:00-09:00]", .badHours, 4, 9, suggestion: "09:00-12:00"),
        Mistake("hours: [09:00-24:01]", .badHours, 4, 9, suggestion: "09:00-12:00"),
        Mistake("hours: [09:00-12:00, 11:00-13:00]", .badHours, 4, 8),
        Mistake("hours.sunn: [09:00-12:00]", .unknownKey, 4, 1, suggestion: "hours.sun"),
        Mistake("hours.sat: [09:00-12:00]", .notAWorkday, 4, 1, suggestion: "workdays: [sat]"),
        Mistake("hours: [09:00-09:11]", .tooLittleWork, 4, 1, suggestion: "[09:00-12:00, 13:30-18:00]"),
    ]

    private static let own = "ownDays:\n- "

    static let holidays = [
        Mistake("holidays: cn-2026", .wrongType, 4, 11, suggestion: "[cn-2026]"),
        Mistake("holidays: []", .wrongType, 4, 11),
        Mistake("holidays: [cn-226]", .unknownList, 4, 12, suggestion: "cn-2026"),
        Mistake("holidays: [cn-2026, cn-2026]", .repeated, 4, 21),
        Mistake("holidays: [ours.yaml]", .unreadable, 4, 12),
        Mistake("holidays: [{name: a, notice: b, year: none}]", .missing, 4, 12),
        Mistake(
            "holidays: [{name: a, notice: b, year: 26, days: [{from: 2026-03-01, to: 2026-03-01, hours: none, zh: 休, en: off}]}]",
            .badCount, 4, 39, suggestion: "2026"),
        Mistake(
            own + "{from: 2026-02-30, to: 2026-03-01, hours: none, zh: 休, en: off}", .unknownDay, 5, 10,
            suggestion: "2026-10-01"),
        Mistake(own + "{from: 2026-03-02, to: 2026-03-01, hours: none, zh: 休, en: off}", .unknownDay, 5, 26),
        Mistake(own + "{from: 2026-03-01, to: 2026-04-01, hours: none, zh: 休, en: off}", .unknownDay, 5, 26),
        Mistake(
            own + "{from: 2026-03-01, to: 2026-03-01, hours: off, zh: 休, en: off}", .badHours, 5, 45,
            suggestion: "[09:00-12:00]"),
        Mistake(own + "{from: 2026-03-01, to: 2026-03-01, zh: 休, en: off}", .missing, 5, 3),
        Mistake(own + "{from: 2026-03-01, to: 2026-03-01, hours: none, zh: 休}", .missing, 5, 3),
        Mistake(
            own + "{from: 2026-03-01, to: 2026-03-02, hours: none, zh: 休, en: off}\n"
                + "- {from: 2026-03-02, to: 2026-03-02, hours: usual, zh: 班, en: work}", .repeated, 6, 26),
    ]

    static let limits = [
        Mistake("complaint.surveyWithin: same dya", .badDuration, 4, 25, suggestion: "same day"),
        Mistake("complaint.surveyWithin: every 3 months", .badDuration, 4, 25, suggestion: "every 3 mo"),
        Mistake("complaint.surveyWithin: 每3个月", .badDuration, 4, 25, suggestion: "every 3 mo"),
        Mistake("complaint.surveyWithin: every 3 h", .badDuration, 4, 25, suggestion: "every 3 mo"),
        Mistake("complaint.surveyWithin: every 2 wd", .badDuration, 4, 25, suggestion: "every 3 mo"),
        Mistake("complaint.surveyWithin: every 0 d", .durationOutOfRange, 4, 25, suggestion: "1 min"),
        Mistake("complaint.surveyWithin: every 121 mo", .durationOutOfRange, 4, 25, suggestion: "120 mo"),
        Mistake("complaint.surveyWithin: on monday", .badDuration, 4, 25, suggestion: "on mon fri"),
        Mistake("complaint.surveyWithin: on mon mon", .badDuration, 4, 25, suggestion: "on mon fri"),
        Mistake("complaint.surveyWithin: week of sat", .badDuration, 4, 25, suggestion: "week from mon"),
        Mistake("complaint.surveyWithin: days 17-13 of month", .badDuration, 4, 25, suggestion: "days 13-17 of month"),
        Mistake(
            "complaint.surveyWithin: days 13-32 of month", .durationOutOfRange, 4, 25,
            suggestion: "days 13-17 of month"),
        Mistake(
            "complaint.surveyWithin: days 0-3 of month", .durationOutOfRange, 4, 25, suggestion: "days 13-17 of month"),
        Mistake(
            "complaint.surveyWithin: last 29 days of month", .durationOutOfRange, 4, 25,
            suggestion: "last 3 days of month"),
        Mistake("complaint.surveyWithin: on mon, on mon", .durationOutOfRange, 4, 25),
        Mistake("complaint.surveyWithin: on mon, on tue, on wed, on thu, on fri", .durationOutOfRange, 4, 25),
        Mistake(
            "complaint.surveyWithin: on mon, 2 wd", .badDuration, 4, 25,
            suggestion: "days 13-17 of month, last 3 days of month"),
        Mistake("complaint.surveyWithin: on mon,", .badDuration, 4, 25, suggestion: "2 h"),
        Mistake("complaint.surveyWithin: calendar fortnight", .badDuration, 4, 25, suggestion: "calendar quarter"),
        Mistake("complaint.surveyWithin: 48 h before", .badDuration, 4, 25, suggestion: "48 h"),
        Mistake("complaint.surveyWithin: 4 wh 30 min", .badDuration, 4, 25, suggestion: "4 wh 30 wmin"),
        Mistake("complaint.surveyWithin: 2501 wh", .durationOutOfRange, 4, 25, suggestion: "2500 wh"),
        Mistake("complaint.surveyWithin: 2500 wh 1 wmin", .durationOutOfRange, 4, 25, suggestion: "2500 wh"),
        Mistake("complaint.surveyWithin: 11 y", .durationOutOfRange, 4, 25, suggestion: "10 y"),
        Mistake("clocks: {survey: [{after: every 1 d, tell: [leader]}]}", .badDuration, 4, 27, suggestion: "1 d"),
        Mistake("clocks: {survey: [{after: on fri, tell: [leader]}]}", .badDuration, 4, 27, suggestion: "2 h"),
    ]

    static let durations = [
        Mistake("complaint.forwardWithin: 2", .badDuration, 4, 26, suggestion: "2 h"),
        Mistake("complaint.forwardWithin: 2h", .badDuration, 4, 26, suggestion: "2 h"),
        Mistake("complaint.forwardWithin: 2 小时", .badDuration, 4, 26, suggestion: "2 h"),
        Mistake("complaint.surveyWithin: 2 工作日", .badDuration, 4, 25, suggestion: "2 wd"),
        Mistake("complaint.forwardWithin: 1.5 h", .badDuration, 4, 26, suggestion: "1 h 30 min"),
        Mistake("complaint.forwardWithin: -2 h", .badDuration, 4, 26, suggestion: "2 h"),
        Mistake("complaint.forwardWithin: 90 min 1 h", .badDuration, 4, 26, suggestion: "2 h 30 min"),
        Mistake("complaint.forwardWithin: 1 d 2 h", .badDuration, 4, 26, suggestion: "26 h"),
        Mistake("complaint.surveyWithin: 1 wd 2 h", .badDuration, 4, 25, suggestion: "1 h 15 min"),
        Mistake("complaint.forwardWithin: soon", .badDuration, 4, 26, suggestion: "2 h"),
        Mistake("complaint.forwardWithin: 0 h", .durationOutOfRange, 4, 26, suggestion: "1 min"),
        Mistake("complaint.surveyWithin: 3651 d", .durationOutOfRange, 4, 25, suggestion: "3650 d"),
        Mistake("complaint.surveyWithin: 87600 h 1 s", .durationOutOfRange, 4, 25, suggestion: "87600 h"),
    ]

    static let values = [
        Mistake("complaint.repeatTriggers: 0", .badCount, 4, 27, suggestion: "2"),
        Mistake("complaint.repeatTriggers: 1001", .badCount, 4, 27, suggestion: "2"),
        Mistake("complaint.repeatTriggers: \"2\"", .badCount, 4, 27, suggestion: "2"),
        Mistake("call.windows: [10:00]", .badHours, 4, 16, suggestion: "09:00-12:00"),
        Mistake("call.windows: [11:30-10:00]", .badHours, 4, 16, suggestion: "10:00-11:30"),
        Mistake("call.windows: [10:00-24:01]", .badHours, 4, 16, suggestion: "09:00-12:00"),
        Mistake("call.windows: [1:5-2:00]", .badHours, 4, 16, suggestion: "09:00-12:00"),
        Mistake("call.windows: [10:00-12:00, 11:00-13:00]", .badHours, 4, 15),
        Mistake("dispatch.silenceIsMiss: yes", .unknownWord, 4, 25, suggestion: "true"),
        Mistake("complaint.forwardCountsWhen: deliverd", .unknownWord, 4, 30, suggestion: "delivered"),
        Mistake("complaint.severityReviewers: [superviser]", .unknownRole, 4, 31, suggestion: "supervisor"),
        Mistake("complaint.severityReviewers: [主管领导]", .unknownRole, 4, 31, suggestion: "leader"),
        Mistake("complaint.severityReviewers: [clock]", .notAPerson, 4, 31),
        Mistake("complaint.severityReviewers: [leader, leader]", .repeated, 4, 39),
        Mistake("complaint.revisitLevel: {general: [leader], important: [leader]}", .missing, 4, 25),
    ]

    static let routing = [
        Mistake("routing: {departements: {}}", .unknownKey, 4, 11, suggestion: "departments"),
        Mistake("routing: {departments: {Lift: {zh: 电梯, en: lifts}}}", .badCode, 4, 25, suggestion: "main-material"),
        Mistake("routing: {departments: {lift: {zh: 电梯}}}", .missing, 4, 31),
        Mistake("routing: {departments: {lift: {zh: \" \", en: lifts}}}", .badLabel, 4, 36),
        Mistake(
            "routing:\n  categories:\n    lift: {zh: 电梯, en: lift, department: enginering}", .unknownDepartment, 6, 42,
            suggestion: "engineering"),
        Mistake(
            "routing: {departments: {furniture: none}, categories: {furnishing: {zh: 家, en: f, department: furniture}}}",
            .unknownDepartment, 4, 95),
        Mistake("routing: {departments: {enginering: none}}", .unknownDepartment, 4, 25, suggestion: "engineering"),
        Mistake(
            "routing: {categories: {constructoin: none}}", .unknownCategory, 4, 24, suggestion: "construction"),
    ]

    static let ladders = [
        Mistake("clocks: {forwrd: [{late: [leader]}]}", .unknownClock, 4, 10, suggestion: "forward"),
        Mistake("clocks: {plan: [{percent: 50}]}", .badRung, 4, 17, suggestion: "{after: 1 h, tell: [specialist]}"),
        Mistake("clocks: {plan: [{late: [leader]}, {percent: 50, tell: [leader]}]}", .badRung, 4, 17),
        Mistake("clocks: {plan: [{late: [leader]}, {again: 1 d, times: 3, tell: [leader]}]}", .badRung, 4, 35),
        Mistake(
            "clocks: {leadIdle: [{again: 1 d, times: 3, tell: [leader]}, {late: [leader]}]}", .badRung, 4, 21),
        Mistake(
            "clocks: {leadIdle: [{again: 30 min, times: 3, tell: [leader]}]}", .badRung, 4, 29, suggestion: "1 d"),
        Mistake("clocks: {leadIdle: [{again: 1 d, times: 11, tell: [leader]}]}", .badCount, 4, 41, suggestion: "3"),
        Mistake("clocks: {plan: [{when: 1 h, tell: [leader]}]}", .unknownKey, 4, 18),
        Mistake("clocks: {plan: [{percent: 100, tell: [leader]}]}", .badCount, 4, 27, suggestion: "50"),
        Mistake("clocks: {plan: [{before: 2 wd, tell: [leader]}]}", .badDuration, 4, 26, suggestion: "1 h 15 min"),
        Mistake(
            "clocks:\n  plan:\n" + (1...9).map { "  - {percent: \($0), tell: [leader]}" }.joined(separator: "\n"),
            .tooManyWarnings, 14, 5),
        Mistake("clocks: {forward: [{after: 2 h, tell: [leader]}]}", .warningTooLate, 4, 20, suggestion: "percent: 50"),
        Mistake("clocks: {survey: [{after: 2 wd, tell: [leader]}]}", .warningTooLate, 4, 19, suggestion: "percent: 50"),
        Mistake("clocks: {survey: [{after: 8 d, tell: [leader]}]}", .warningTooLate, 4, 19, suggestion: "percent: 50"),
        Mistake("complaint.forwardWithin: 105 min", .warningTooLate, 4, 1, suggestion: "percent: 50"),
        Mistake(
            "clocks: {forward: [{before: 2 h, tell: [leader]}]}", .warningTooEarly, 4, 20, suggestion: "percent: 50"),
        Mistake(
            "clocks:\n  forward:\n  - {after: 1 h, tell: [leader]}\n  - {percent: 50, tell: [leader]}",
            .warningsOutOfOrder, 7, 5),
        Mistake(
            "clocks:\n  promisedDate:\n  - {before: 1 d, tell: [leader]}\n  - {before: 2 d, tell: [leader]}",
            .warningsOutOfOrder, 7, 5),
    ]
}
