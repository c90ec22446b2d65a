internal import Foundation
internal import PaidanCore

/// Where text goes: what may be done with it there.
struct Terminal: Sendable {
    let descriptor: Int32
    let isTerminal: Bool
    let hasColours: Bool
    /// In columns; nil where nothing has to fit.
    let width: Int?

    static let output = Terminal(descriptor: STDOUT_FILENO)
    static let errors = Terminal(descriptor: STDERR_FILENO)

    init(descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        // https://no-color.org: whatever the value is, unless it is empty.
        hasColours = isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        var size = winsize()
        width =
            isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    init(isTerminal: Bool, hasColours: Bool, width: Int?, descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
        self.hasColours = hasColours
        self.width = width
    }

    /// Writes all of it at once. A reader that has gone away ends the process as usual (SIGPIPE); a disk that is full ends it
    /// with 75, before anybody is told that something was held or done.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return giveUp() }
        }
    }

    private func giveUp() {
        guard descriptor == STDOUT_FILENO else { return }
        Terminal.errors.line(Label("无法写出结果", "the output cannot be written").text(in: .ofProcess))
        exit(ExitStatus.ioError.rawValue)
    }

    func line(_ text: String) { write(text + "\n") }

    func styled(_ text: String, _ style: Style) -> String {
        hasColours && style != .plain ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// SGR codes of ECMA-48.
enum Style: String, Sendable {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
}
