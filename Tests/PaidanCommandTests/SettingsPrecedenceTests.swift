import PaidanCore
import PaidanJSON
import Testing

@testable import paidan

/// Flag > variable > file > default; each value knows where it comes from.
@Suite struct SettingsPrecedenceTests {
    @Test func withoutAnythingTheDefaultsHold() throws {
        let settings = try Settings.resolve(environment: [:])

        #expect(settings.data == "./data")
        #expect(settings.http == HTTPAddress("127.0.0.1:8480"))
        #expect(settings.dispatch == "tcp://127.0.0.1:5870")
        #expect(settings.bell == "tcp://127.0.0.1:5871")
        #expect(settings.policy == .shipped("dx"))
        #expect(settings.routers == 1)
        #expect(!settings.demo)
        #expect(settings.manualClockFrom == nil)
        #expect(settings.language == .zh)
        #expect(settings.origins[.http] == .standard)
        #expect(settings.origins[.readyFile] == nil)
    }

    @Test func aFlagBeatsAVariableBeatsAFileBeatsTheDefault() throws {
        let file = try TemporaryFile("routers: 0\nhttp: 127.0.0.1:3\nbell: tcp://127.0.0.1:3\n")
        let environment = ["PAIDAN_ROUTERS": "2", "PAIDAN_HTTP": "127.0.0.1:2"]

        let settings = try Settings.resolve(flags: ["routers": "1"], environment: environment, file: file.path)

        #expect(settings.routers == 1)
        #expect(settings.origins[.routers] == .flag("--routers"))
        #expect(settings.http.port == 2)
        #expect(settings.origins[.http] == .variable("PAIDAN_HTTP"))
        #expect(settings.bell == "tcp://127.0.0.1:3")
        #expect(settings.origins[.bell] == .file(path: file.path, line: 3, column: 1))
        #expect(settings.origins[.dispatch] == .standard)
    }

    @Test func anEmptyVariableSaysNothing() throws {
        let environment = [
            "PAIDAN_TOKEN": "", "PAIDAN_TOKEN_FILE": "", "PAIDAN_CONFIG": "", "PAIDAN_HTTP": "", "PAIDAN_LANG": "",
        ]

        let settings = try Settings.resolve(environment: environment)

        #expect(settings.token == nil && settings.language == .zh)
        #expect(settings.origins[.http] == .standard)
    }

    @Test func theFileMayBeNamedByTheEnvironment() throws {
        let file = try TemporaryFile("logLevel: debug\n")

        #expect("\(try Settings.resolve(environment: ["PAIDAN_CONFIG": file.path]).logLevel)" == "debug")
    }

    @Test func aSecretMayStandInAFile() throws {
        let file = try TemporaryFile("pdn_secret\n", suffix: ".token")

        let settings = try Settings.resolve(environment: ["PAIDAN_TOKEN_FILE": file.path])

        #expect(settings.token == "pdn_secret")
        #expect(settings.origins[.token] == .secretFile(variable: "PAIDAN_TOKEN_FILE", path: file.path))
    }

    @Test func aSecretIsNeverShown() throws {
        let settings = try Settings.resolve(environment: ["PAIDAN_TOKEN": "pdn_secret"])
        let report = SettingsReport(settings, .en)

        #expect(!report.table.text(on: .plain).contains("pdn_secret"))
        #expect(!"\(report.json)".contains("pdn_secret"))
        #expect(report.json["token"]?["from"]?.string == "PAIDAN_TOKEN")
    }

    @Test(arguments: [
        (["LANG": "zh_CN.UTF-8"], Language.zh), (["LANG": "en_US.UTF-8"], .en), (["LANG": "de_DE"], .en),
        (["LANG": "C.UTF-8"], .zh), (["LANG": ""], .zh), ([:], .zh), (["LANG": "en", "LC_ALL": "zh_TW"], .zh),
        (["LANG": "en", "LC_ALL": ""], .en), (["LANG": "zh_CN", "PAIDAN_LANG": "en"], .en),
    ])
    func theLanguageIsTheLocalesAndChineseByDefault(_ environment: [String: String], _ language: Language) throws {
        #expect(try Settings.resolve(environment: environment).language == language)
        #expect(Language.spoken(["paidan"], environment) == language)
    }

    @Test(arguments: [["paidan", "--lang", "en", "serve"], ["paidan", "serve", "--lang=en"]])
    func theFlagSpeaksBeforeTheLocale(_ arguments: [String]) {
        #expect(Language.spoken(arguments, ["LANG": "zh_CN"]) == .en)
    }

    @Test func aManualClockHasAStart() throws {
        let settings = try Settings.resolve(
            flags: ["clock": "manual", "at": "2026-03-02T10:00:00+08:00"], environment: [:])

        #expect(settings.manualClockFrom == Instant(rfc3339: "2026-03-02T02:00:00Z"))
    }
}
