import PaidanCore

/// A thing that a policy file can set. Files that extend each other are merged by key.
enum RegulationKey: Hashable, Comparable {
    case zone, workdays, holidays, ownDays, lateEntryGrace
    case hours(Hours)
    case parameter(String)
    case department(String)
    case category(String)
    case clock(String)

    /// Which days have these working hours: all working days, one weekday (1 is Monday), make-up workdays.
    enum Hours: Hashable {
        case all
        case weekday(Int)
        case makeup
    }

    /// As a person would point at it.
    var text: String {
        switch self {
        case .zone: "zone"
        case .workdays: "workdays"
        case .holidays: "holidays"
        case .ownDays: "ownDays"
        case .hours(.all): "hours"
        case .hours(.weekday(let day)): "hours.\(RegulationReader.days[day - 1])"
        case .hours(.makeup): "hours.makeup"
        case .lateEntryGrace: "lateEntryGrace"
        case .parameter(let key): key
        case .department(let code): "routing.departments.\(code)"
        case .category(let code): "routing.categories.\(code)"
        case .clock(let name): "clocks.\(name)"
        }
    }

    static func < (a: RegulationKey, b: RegulationKey) -> Bool { a.text < b.text }
}

enum RegulationValue: Hashable {
    case zone(Zone)
    case workdays([Int])
    case hours(WorkingHours)
    case lists([HolidayList])
    case span(Span)
    case reading(ParameterReading)
    case department(Label)
    case category(Label, Department)
    case ladder(Ladder)
    /// `none`: what was inherited does not hold here.
    case off
    /// Refused; the findings say why. It stands here so that nobody calls the key missing.
    case refused
}

/// A value and where it was written.
struct RegulationSetting {
    let place: RegulationPlace
    let value: RegulationValue
    /// Where the parts stand that are checked against other keys: the rungs of a ladder, the department of a category.
    let parts: [RegulationPlace]

    init(_ value: RegulationValue, at place: RegulationPlace, parts: [RegulationPlace] = []) {
        self.place = place
        self.value = value
        self.parts = parts
    }
}

/// One file as read, or several merged.
struct RegulationDocument {
    struct Reference {
        let text: String
        let place: RegulationPlace
    }

    /// A holiday list that stands in another file, or right here.
    enum ListEntry {
        case named(Reference)
        case written(HolidayList)
    }

    /// Where what is missing would stand.
    let top: RegulationPlace
    var name = ""
    var namePlace: RegulationPlace
    var title = Label("", "")
    var extends: [Reference] = []
    /// 节假日安排, in the order of the file, until the resolver has read them.
    var lists: [ListEntry] = []
    var settings: [RegulationKey: RegulationSetting] = [:]
    /// The files that it is made of: the one that somebody wrote, then what it extends.
    var files: [String]
    /// False when a file that it extends could not be read: then nothing is called missing.
    var isComplete = true

    init(top: RegulationPlace) {
        self.top = top
        self.namePlace = top
        self.files = [top.file]
    }

    /// Of several places that together are wrong, the one in the file that comes last: what it builds on was right without it.
    func blamed(_ places: [RegulationPlace]) -> RegulationPlace? {
        places.min { depth(of: $0) < depth(of: $1) }
    }

    /// 0 is the file itself.
    private func depth(of place: RegulationPlace) -> Int { files.firstIndex(of: place.file) ?? files.count }
}
