import PaidanCore

/// What can only be judged of the whole policy, after merging.
enum RegulationCheck {
    static func check(_ document: RegulationDocument, _ findings: inout RegulationFindings) {
        if document.isComplete {
            for key in missing(in: document) { findings.add(.missing(key), at: document.top) }
            checkDepartments(document, &findings)
        }
        checkCalendar(document, &findings)
        for (key, setting) in document.settings {
            guard case .clock(let name) = key, case .ladder(let ladder) = setting.value else { continue }
            RegulationLadderCheck(clock: name, setting: setting, in: document).check(ladder, &findings)
        }
    }

    private static func missing(in document: RegulationDocument) -> [String] {
        let always: [RegulationKey] = [.zone, .workdays, .lateEntryGrace]
        let required = always + Kind.parameters.filter(\.mustBeGiven).map { .parameter($0.key) }
        let keys = required.filter { document.settings[$0] == nil }.map(\.text)
        let present = document.settings.filter { $0.value.value != .off }.keys
        let hasDepartments = present.contains { if case .department = $0 { true } else { false } }
        let hasCategories = present.contains { if case .category = $0 { true } else { false } }
        return keys + (hasDepartments ? [] : ["routing.departments"]) + (hasCategories ? [] : ["routing.categories"])
    }

    /// Hours on a day without work, and calendars in which no limit would come to an end.
    private static func checkCalendar(_ document: RegulationDocument, _ findings: inout RegulationFindings) {
        guard let workdays = document.settings[.workdays], case .workdays(let days) = workdays.value else { return }
        for day in 1...7 where !days.contains(day) {
            guard let hours = document.settings[.hours(.weekday(day))], case .hours = hours.value else { continue }
            let name = RegulationReader.days[day - 1]
            let place = document.blamed([hours.place, workdays.place]) ?? hours.place
            let isInherited = place == workdays.place
            findings.add(
                RegulationObjection(
                    .notAWorkday, "\(name) 不是工作日,却有工作时段", "\(name) is no workday, but has working hours",
                    suggestion: isInherited ? "hours.\(name): none" : "workdays: [\(name)]"),
                at: place)
        }
        do throws(CalendarError) {
            _ = try document.calendar
        } catch {
            findings.add(objection(to: error), at: place(of: error, in: document) ?? document.top)
        }
    }

    private static func objection(to error: CalendarError) -> RegulationObjection {
        if case .tooManySpecialDays(let count) = error {
            return RegulationObjection(
                .tooLarge, "\(count) 个特殊日,超过 \(WorkCalendar.specialDaysMax)",
                "\(count) special days, more than \(WorkCalendar.specialDaysMax)")
        }
        return RegulationObjection(
            .tooLittleWork, "每周工作不足 \(WorkCalendar.weeklyMinutesMin) 分钟",
            "less than \(WorkCalendar.weeklyMinutesMin) minutes of work a week",
            suggestion: "[09:00-12:00, 13:30-18:00]")
    }

    private static func place(of error: CalendarError, in document: RegulationDocument) -> RegulationPlace? {
        let involved = document.settings.filter { key, _ in
            switch (error, key) {
            case (.tooManySpecialDays, .holidays), (.tooManySpecialDays, .ownDays): true
            case (.tooManySpecialDays, _): false
            case (_, .hours), (_, .workdays): true
            case (_, _): false
            }
        }
        // Of one file the first line.
        return document.blamed(involved.map(\.value.place).sorted())
    }

    private static func checkDepartments(_ document: RegulationDocument, _ findings: inout RegulationFindings) {
        let known = document.settings.compactMap { key, setting in
            if case .department(let code) = key, setting.value != .off { code } else { nil }
        }
        for (key, setting) in document.settings {
            guard case .category(_, let department) = setting.value, !known.contains(department.code) else { continue }
            findings.add(
                RegulationObjection(
                    .unknownDepartment, "\(key.text) 指向未知的部门 \(department)",
                    "\(key.text) points to an unknown department \(department)",
                    suggestion: Nearest.word(to: department.code, among: known)),
                at: document.blamed(
                    [setting.parts.first ?? setting.place, off(department, document)].compactMap(\.self))
                    ?? document.top)
        }
    }

    /// Where a department was taken away.
    private static func off(_ department: Department, _ document: RegulationDocument) -> RegulationPlace? {
        document.settings[.department(department.code)]?.place
    }
}
