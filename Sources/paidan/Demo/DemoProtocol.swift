internal import PaidanCore
internal import PaidanJSON

/// 演示记录: the steps as they happen, each with what came of it and how long it took.
final class DemoProtocol {
    private let output: OutputOptions
    private var steps: [JSON] = []

    /// For one step.
    static let limit = Duration.seconds(10)
    private static let widths = [38, 12, 38]

    init(_ output: OutputOptions) {
        self.output = output
        line(
            [Label("步骤", "step"), Label("由谁", "who"), Label("结果", "result"), Label("毫秒", "ms")].map(output.say), .bold)
    }

    /// - Parameter work: answers what came of it; a step that takes longer than the limit has failed.
    func step<T: Sendable>(
        _ title: Label, by who: Label, since begun: ContinuousClock.Instant = .now,
        _ work: @escaping @Sendable () async throws -> (T, result: String)
    ) async throws -> T {
        do {
            let (value, result) = try await TimeLimit.run(Self.limit, work)
            note(title, who, result, ContinuousClock.now - begun, .green)
            return value
        } catch {
            note(title, who, output.say("失败", "failed"), ContinuousClock.now - begun, .red)
            throw error
        }
    }

    func end() {
        guard output.isJSON else { return Terminal.output.line(output.say("全部完成", "all of it happened")) }
        Terminal.output.line("\(JSON.object(["ok": true, "steps": .array(steps)]))")
    }

    private func note(_ title: Label, _ who: Label, _ result: String, _ time: Duration, _ style: Style) {
        let milliseconds = (time / .milliseconds(1) * 10).rounded() / 10
        steps.append([
            "step": .string(output.say(title)), "result": .string(result), "milliseconds": .number(milliseconds),
        ])
        line([output.say(title), output.say(who), result, "\(milliseconds)"], style)
    }

    private func line(_ cells: [String], _ style: Style) {
        guard !output.isJSON else { return }
        let texts = zip(cells, Self.widths).map { $0.harmless.cut(toWidth: $1).padded(toWidth: $1) }
        let time = String(repeating: " ", count: max(0, 8 - cells[3].displayWidth)) + cells[3]
        Terminal.output.line(Terminal.output.styled(texts.joined(separator: "  ") + time, style))
    }
}
