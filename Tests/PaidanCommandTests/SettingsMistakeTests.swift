import PaidanCore
import Testing

@testable import paidan

/// What is wrong is told at once, with its place and what may have been meant.
@Suite struct SettingsMistakeTests {
    private func mistakes(
        flags: [String: String] = [:], environment: [String: String] = [:], yaml: String? = nil
    ) throws -> [String] {
        let file = try yaml.map { try TemporaryFile($0) }
        do {
            _ = try Settings.resolve(flags: flags, environment: environment, file: file?.path)
            return []
        } catch {
            return error.text(in: .en).replacing(file?.path ?? "no file", with: "FILE").split(separator: "\n").map(
                String.init)
        }
    }

    @Test func anUnknownKeyIsRefusedWithASuggestion() throws {
        #expect(try mistakes(yaml: "htpp: x\n") == ["FILE:1:1: there is no setting htpp; perhaps: http"])
        #expect(try mistakes(yaml: "wholly-other: x\n") == ["FILE:1:1: there is no setting wholly-other"])
    }

    @Test func aMistypedVariableIsRefused() throws {
        #expect(
            try mistakes(environment: ["PAIDAN_HTPP": "x"])
                == ["PAIDAN_HTPP: there is no setting PAIDAN_HTPP; perhaps: PAIDAN_HTTP"])
    }

    @Test func variablesOfScriptsAroundAreLeftAlone() throws {
        #expect(try mistakes(environment: ["PAIDAN_REAL_LOG": "x", "PAIDAN_SABOTAGE": "1", "HOME": "/"]) == [])
    }

    @Test func everythingIsToldAtOnce() throws {
        let found = try mistakes(flags: ["http": "1"], environment: ["PAIDAN_ROUTERS": "many"], yaml: "demo: [1]\n")

        #expect(found.count == 3)
    }

    @Test(arguments: [
        ("http", "8480"), ("http", "a:65536"), ("http", "::1:80"), ("http", ":80"), ("dispatch", "127.0.0.1:5870"),
        ("bell", "tcp://"), ("routers", "-1"), ("routers", "2"), ("routers", "1.5"), ("demo", "yes"),
        ("logLevel", "loud"),
        ("lang", "de"), ("clock", "sundial"), ("policy", "dxx"), ("server", "127.0.0.1:8480"), ("server", "ftp://a"),
        ("token", "a b"), ("data", ""),
    ])
    func whatDoesNotFitIsRefused(_ setting: String, _ text: String) throws {
        #expect(try mistakes(flags: [setting: text]).count == 1)
    }

    @Test(arguments: [
        ("http", "[::1]:0"), ("http", "localhost:65535"), ("routers", "0"), ("routers", "1"), ("policy", "./x.yaml"),
        ("policy", "rs"),
    ])
    func whatJustFitsIsTaken(_ setting: String, _ text: String) throws {
        #expect(try mistakes(flags: [setting: text]) == [])
    }

    @Test func clockAndStartBelongTogether() throws {
        #expect(try mistakes(flags: ["clock": "manual"]) == ["--clock: a manual clock needs a start: --at"])
        #expect(
            try mistakes(flags: ["at": "2026-03-02T10:00:00Z"])
                == ["--at: only a manual clock (--clock manual) has a start"])
        #expect(try mistakes(flags: ["clock": "manual", "at": "2026-03-02 10:00"]).count == 1)
    }

    @Test func aSecretStandsInOnePlace() throws {
        let file = try TemporaryFile("x", suffix: ".token")

        #expect(try mistakes(environment: ["PAIDAN_TOKEN": "x", "PAIDAN_TOKEN_FILE": file.path]).count == 1)
        #expect(
            try mistakes(environment: ["PAIDAN_TOKEN_FILE": "/nowhere"]) == [
                "PAIDAN_TOKEN_FILE: cannot read /nowhere: there is no such file or folder"
            ])
    }

    @Test func aSecretThatDoesNotFitIsNotQuoted() throws {
        #expect(try mistakes(environment: ["PAIDAN_TOKEN": "a secret"]).allSatisfy { !$0.contains("secret") })
    }

    @Test(arguments: ["routers: 1\nrouters: 2\n", "- a\n", "word\n", "a: [\n", "? [a]\n: b\n"])
    func aFileThatIsNoTableIsRefused(_ yaml: String) throws {
        #expect(try mistakes(yaml: yaml).count == 1)
    }

    @Test(arguments: ["", "# nothing yet\n"])
    func anEmptyFileSaysNothing(_ yaml: String) throws {
        #expect(try mistakes(yaml: yaml) == [])
    }

    @Test func everySettingHasOneNameEach() {
        let names = Setting.allCases.flatMap { [$0.flag, $0.variable] }

        #expect(Set(names).count == names.count)
        #expect(Setting.readyFile.flag == "--ready-file")
        #expect(Setting.readyFile.variable == "PAIDAN_READY_FILE")
        #expect(Setting.logLevel.variable == "PAIDAN_LOG_LEVEL")
    }
}
