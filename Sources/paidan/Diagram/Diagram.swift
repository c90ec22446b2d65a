internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// `paidan diagram complaint`: a machine's transitions, from the table that admits commands.
struct Diagram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram", abstract: spoken("输出状态机:图或表", "print a state machine, as a diagram or a table"))

    enum Format: String, CaseIterable, ExpressibleByArgument { case mermaid, table }

    @Argument(help: .words("种类;不写则全部", "kind; all when left out", value: "KIND"))
    var kind: Kind?

    @Option(help: .words("mermaid 图,或 Markdown 表", "a Mermaid diagram, or a table in Markdown", value: "mermaid|table"))
    var format = Format.mermaid

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let kinds = kind.map { [$0] } ?? Kind.allCases
        if output.isJSON {
            Terminal.output.line("\(JSON.object(JSONObject(kinds.map { ($0.rawValue, Self.json(of: $0.type)) })))")
        } else {
            Terminal.output.line(kinds.map { Self.text(of: $0.type, format) }.joined(separator: "\n\n"))
        }
    }

    private static func text<K: TicketKind>(of _: K.Type, _ format: Format) -> String {
        switch format {
        case .mermaid: K.table.mermaid
        case .table: K.table.markdown
        }
    }

    private static func json<K: TicketKind>(of _: K.Type) -> JSON {
        .array(
            K.Phase.allCases.flatMap { phase in
                K.table.possible(in: phase).map { verb in
                    [
                        "from": .string(K.table.name(of: phase)), "verb": .string(K.table.name(of: verb)),
                        "to": .array(K.table[verb].targets(from: phase).map { .string(K.table.name(of: $0)) }),
                        "roles": .array(K.table[verb].roles.map { .string($0.rawValue) }),
                        "rules": .string(K.table[verb].rules),
                    ]
                }
            })
    }
}

extension Kind: ExpressibleByArgument {}
