import ArgumentParser
import PaidanCore
import Testing

@testable import paidan

/// `--lang` where somebody writes it.
@Suite struct LanguageFlagTests {
    @Test(arguments: [
        ("--lang en ticket list --late", "ticket list --lang en --late"),
        ("--lang=zh policy show dx", "policy show --lang=zh dx"),
        ("--lang en work --queue a --exec sh --lang zh", "work --lang en --queue a --exec sh --lang zh"),
        ("--lang en ticket --help", "ticket --help"), ("ticket --help --lang en", "ticket --help"),
        ("ticket list --lang en -h", "ticket list -h"), ("help ticket --lang=en", "help ticket"),
        ("ticket --lang en", "ticket"), ("--lang en", ""), ("--lang en --version", "--version"),
        ("ticket list --lang en", "ticket list --lang en"), ("--lang fr ticket list", "--lang fr ticket list"),
        ("work --queue a --exec sh -h --lang en", "work --queue a --exec sh -h --lang en"), ("--lang", "--lang"),
    ])
    func itStandsWhereTheParserKnowsIt(_ written: String, _ settled: String) {
        func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

        #expect(LanguageFlag.settled(words(written)) == words(settled))
    }

    @Test(arguments: [
        ("work --queue a --lang en", Language.en), ("work --queue a --exec tool --lang en", .zh),
        ("work --queue a --lang=en --exec tool --lang zh", .en),
    ])
    func whatStandsBehindTheProgramIsThePrograms(_ written: String, _ language: Language) {
        #expect(Language.spoken(written.split(separator: " ").map(String.init), [:]) == language)
    }

    @Test(arguments: ["--lang en ticket list", "--lang zh config show", "--lang en ticket do C-1 close"])
    func whatItMakesIsTaken(_ written: String) throws {
        _ = try Paidan.parseAsRoot(LanguageFlag.settled(written.split(separator: " ").map(String.init)))
    }
}
