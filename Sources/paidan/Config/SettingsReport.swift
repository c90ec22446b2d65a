internal import PaidanCore
internal import PaidanJSON

/// The settings as they are shown; secrets are not.
struct SettingsReport {
    private let settings: Settings
    private let language: Language

    init(_ settings: Settings, _ language: Language) {
        self.settings = settings
        self.language = language
    }

    var table: TextTable {
        var table = TextTable(
            [Label("设置", "setting"), Label("值", "value"), Label("来源", "from"), Label("含义", "meaning")].map {
                $0.text(in: language)
            })
        for setting in Setting.allCases {
            let entry = settings.entries[setting]
            table.add([
                .init(setting.rawValue), .init(shown(setting) ?? Label("(无)", "(none)").text(in: language)),
                .init(entry?.origin.text(in: language) ?? ""), .init(setting.label.text(in: language), .dim),
            ])
        }
        return table
    }

    var json: JSON {
        .object(
            JSONObject(
                Setting.allCases.map { setting in
                    let value = shown(setting).map(JSON.string) ?? .null
                    let origin = settings.entries[setting].map { JSON.string($0.origin.text(in: .en)) } ?? .null
                    return (setting.rawValue, ["value": value, "from": origin])
                }))
    }

    private func shown(_ setting: Setting) -> String? {
        settings.entries[setting].map { setting.isSecret ? "••••" : $0.text }
    }
}
