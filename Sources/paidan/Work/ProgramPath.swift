internal import Foundation
internal import PaidanCore
internal import PaidanEngine

/// Looks at `--exec` before anything is taken delivery of: each issue would be put off until it is dead.
enum ProgramPath {
    /// Where programs are looked for when nobody says.
    private static let usual = "/usr/local/bin:/usr/bin:/bin"

    /// - Throws: when there is no such program, or none that this account may run.
    static func require(
        _ program: String, in path: String? = ProcessInfo.processInfo.environment["PATH"]
    ) throws(Trouble) {
        let places =
            program.contains("/")
            ? [program] : (path ?? usual).split(separator: ":").map { "\($0)/\(program)" }
        let reasons = places.map(reason)
        guard !reasons.contains(nil) else { return }
        // Of a program that is there but cannot be run that is told; of the others that it is not there.
        let told = reasons.compactMap(\.self).first { $0 != missing } ?? missing
        throw Trouble(
            .usage, "--exec:无法运行 \(program.harmless):\(told.zh)", "--exec: cannot run \(program.harmless): \(told.en)")
    }

    private static let missing = Label("没有这个程序", "there is no such program")

    /// - Returns: why it cannot be run; nil when it can.
    private static func reason(_ path: String) -> Label? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? missing : FileTrouble.reason(errno)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return access(path, X_OK) == 0 ? nil : Label("不可执行", "it is not executable")
        case S_IFDIR: return FileTrouble.reason(EISDIR)
        default: return FileTrouble.notPlain
        }
    }
}
