import Testing

@testable import PaidanCore

/// 金额: yuan for people, 分 for programs.
@Suite struct MoneyTests {
    @Test(
        arguments: [
            ("0", 0), ("1", 100), ("1280.5", 128_050), ("1280.50", 128_050), ("1,280.50", 128_050),
            ("¥1,280元", 128_000),
            ("\u{FFE5}128 000", 12_800_000), ("12.8万", 12_800_000), ("12.8万元", 12_800_000), ("0.000001万", 1),
            ("12,345,678", 1_234_567_800), ("92233720368547758.07", Int64.max),
        ] as [(String, Int64)])
    func whatPeopleWriteIsReadToTheFen(_ text: String, _ fen: Int64) {
        #expect(Money.fen(ofYuan: text) == fen)
    }

    @Test(arguments: [
        "", "元", "万", "¥", ".", "1.", ".5", "1.005", "1.2.3", "12.8000001万", "1,28", "12,80.5", "1,,280", ",280",
        "1280,000",
        "-5", "+5", "1e3", "1280分", "92233720368547758.08", "١٢", "\u{FF11}\u{FF12}", "十二",
    ])
    func whatIsNoAmountIsNotGuessed(_ text: String) {
        #expect(Money.fen(ofYuan: text) == nil)
    }

    @Test(
        arguments: [
            (0, "¥0.00"), (5, "¥0.05"), (50, "¥0.50"), (99_999, "¥999.99"), (100_000, "¥1,000.00"),
            (12_800_000, "¥128,000.00"), (-128_050, "-¥1,280.50"), (.min, "-¥92,233,720,368,547,758.08"),
        ] as [(Int64, String)])
    func anAmountIsShownInYuan(_ fen: Int64, _ text: String) {
        #expect(Money.text(fen: fen) == text)
    }

    /// A new field with a fen amount in its name has to be entered in `Money.names`.
    @Test func whatTheFormsCallAnAmountIsOne() throws {
        let book = try FormBook()
        let fields = Kind.allCases.flatMap { book[$0].allOfATicket + [book[$0].opening].compactMap(\.self) }.flatMap(
            \.fields)

        let amounts = fields.filter { $0.label.zh.contains("金额") || $0.label.zh.contains("罚款") }
        #expect(!amounts.isEmpty && amounts.allSatisfy(\.isMoney))
        #expect(fields.filter(\.isMoney).allSatisfy { $0.label.zh.contains("金额") })
    }
}
