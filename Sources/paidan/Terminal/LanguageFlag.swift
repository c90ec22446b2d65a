internal import ArgumentParser
internal import PaidanCore

/// `--lang` wherever somebody writes it: before the verb, and beside `--help`, where the parser does not know it.
///
/// Which language it is was read before (`Language.ofProcess`); here only the parser is spared the flag.
enum LanguageFlag {
    private static let flag = Setting.lang.flag

    /// The arguments as the parser takes them. What is wrong is left to it.
    static func settled(_ arguments: [String], in root: any ParsableCommand.Type = Paidan.self) -> [String] {
        let (taken, rest) = leading(arguments)
        let verb = verb(in: rest, of: root)
        // A group of verbs only has help to give.
        guard verb.isLeaf, !asksForHelp(rest) else { return without(rest) }
        return Array(rest[..<verb.count]) + taken + Array(rest[verb.count...])
    }

    /// The flag before any verb, with its value, and what stands behind.
    private static func leading(_ arguments: [String]) -> (taken: [String], rest: [String]) {
        guard let count = length(of: arguments[...]) else { return ([], arguments) }
        return (Array(arguments[..<count]), Array(arguments[count...]))
    }

    /// 1 or 2 where a language is named here, nil where it is not.
    private static func length(of arguments: ArraySlice<String>) -> Int? {
        guard let first = arguments.first else { return nil }
        if first.hasPrefix(flag + "=") { return isLanguage(first.dropFirst(flag.count + 1)) ? 1 : nil }
        guard first == flag, let value = arguments.dropFirst().first, isLanguage(value[...]) else { return nil }
        return 2
    }

    private static func isLanguage(_ text: Substring) -> Bool { Language(rawValue: String(text)) != nil }

    private static func verb(
        in arguments: [String], of root: any ParsableCommand.Type
    ) -> (count: Int, isLeaf: Bool) {
        var command = root
        var count = 0
        for argument in arguments {
            guard
                let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == argument })
            else { break }
            command = next
            count += 1
        }
        return (count, command.configuration.subcommands.isEmpty)
    }

    /// What stands behind `--exec` belongs to the program.
    static func own(_ arguments: [String]) -> ArraySlice<String> { arguments.prefix { $0 != "--exec" } }

    private static func asksForHelp(_ arguments: [String]) -> Bool {
        arguments.first == "help" || own(arguments).contains { ["--help", "-h"].contains($0) }
    }

    private static func without(_ arguments: [String]) -> [String] {
        let mine = own(arguments)
        var kept: [String] = []
        var index = mine.startIndex
        while index < mine.endIndex {
            if let count = length(of: mine[index...]) {
                index += count
            } else {
                kept.append(mine[index])
                index += 1
            }
        }
        return kept + Array(arguments[mine.endIndex...])
    }
}
