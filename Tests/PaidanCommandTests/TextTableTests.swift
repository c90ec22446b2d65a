import Testing

@testable import paidan

/// Columns stand under each other on the screen, in Chinese too.
@Suite struct TextTableTests {
    @Test(arguments: [
        ("abc", 3), ("编号", 4), ("C-1 已结案", 10), ("", 0), ("e\u{301}", 1), ("한글", 4), ("ー", 2), ("…", 1), ("👷", 2),
        ("❤️", 2), ("𠮷", 2), ("\u{FF0C}", 2), ("“”", 2),
    ])
    func aChineseCharacterTakesTwoColumns(_ text: String, _ width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func columnsAreAlignedAcrossLanguages() {
        var table = TextTable(["编号", "state", "n"], [2: .right])
        table.add(["C-1", "已结案", "5"])
        table.add(["C-1042", "open", "12"])

        #expect(
            table.text(on: .plain) == """
                编号    state    n
                C-1     已结案   5
                C-1042  open    12
                """)
    }

    @Test func theWidestColumnIsCutToTheScreen() {
        var table = TextTable(["a", "b"])
        table.add(["x", "一二三四五六七八九十"])

        let lines = table.text(on: .wide(13)).split(separator: "\n")

        #expect(lines.last == "x  一二三四…")
        #expect(lines.allSatisfy { String($0).displayWidth <= 13 })
    }

    @Test func aCutNeverSplitsACharacter() {
        #expect("一二三".cut(toWidth: 6) == "一二三")
        #expect("一二三".cut(toWidth: 5) == "一二…")
        #expect("一二三".cut(toWidth: 4) == "一…")
        #expect("abc".cut(toWidth: 0) == "")
    }

    @Test func withoutColoursThereAreNoEscapes() {
        var table = TextTable(["a"])
        table.add([.init("x", .red)])

        #expect(!table.text(on: .wide(80)).contains("\u{1B}"))
        #expect(table.text(on: .wide(80, hasColours: true)).contains("\u{1B}[31mx\u{1B}[0m"))
    }

    @Test(arguments: ["\u{1B}[31mred", "a\nb", "a\tb", "\u{202E}evil", "a\u{7}"])
    func whatOthersWroteCannotSteerTheTerminal(_ text: String) {
        var table = TextTable(["a"])
        table.add([.init(text)])

        let shown = table.text(on: .plain).split(separator: "\n", omittingEmptySubsequences: false)

        #expect(shown.count == 2)
        #expect(shown[1].unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
    }

    @Test func anEmptyTableIsItsHead() {
        #expect(TextTable(["编号", "state"]).text(on: .plain) == "编号  state")
    }
}
