internal import PaidanCore

/// Where a value comes from. What stands first wins.
enum Origin: Hashable, Sendable {
    /// A flag of the command line.
    case flag(String)
    /// An environment variable.
    case variable(String)
    /// The file that a `PAIDAN_…_FILE` variable names.
    case secretFile(variable: String, path: String)
    /// A line of the YAML file.
    case file(path: String, line: Int, column: Int)
    case standard

    func text(in language: Language) -> String {
        switch self {
        case .flag(let flag): flag
        case .variable(let variable): variable
        case .secretFile(let variable, let path): "\(variable) (\(path))"
        case .file(let path, let line, let column): "\(path):\(line):\(column)"
        case .standard: Label("默认值", "default").text(in: language)
        }
    }
}
