import Glibc
import Synchronization

/// One run of a program, from start to end, on the calling thread.
struct ChildProgram {
    /// How often the clock and the wish to stop are looked at.
    private static let lookMilliseconds: Int32 = 20

    /// Between asking a program to end and ending it.
    private static let grace = Duration.seconds(2)

    /// One start at a time: another program must not inherit the ends of pipes that are not yet marked close-on-exec.
    private static let starting = Mutex(())

    let path: String
    let arguments: [String]
    let timeLimit: Duration

    /// Blocks until the program has ended. The thread must be one that ends soon: it is left with SIGPIPE blocked.
    func run(input: [UInt8], isCancelled: () -> Bool) -> ProgramEnd {
        Self.blockBrokenPipes()
        do throws(FileError) {
            let (process, pipes) = try Self.starting.withLock { (_) throws(FileError) in
                let pipes = try ChildPipes(input: input)
                return (try spawn(pipes), pipes)
            }
            return watch(process, pipes, isCancelled)
        } catch {
            return .notStarted("\(error)")
        }
    }

    /// Reads what the program says until it has ended; its own children may hold the output open longer than that.
    private func watch(_ process: pid_t, _ pipes: ChildPipes, _ isCancelled: () -> Bool) -> ProgramEnd {
        let start = ContinuousClock.now
        var output = LastLine()
        while true {
            pipes.exchange(&output, waiting: Self.lookMilliseconds)
            if let status = Self.status(of: process, waiting: false) {
                pipes.drain(into: &output)
                return Self.end(status, output)
            }
            if ContinuousClock.now - start >= timeLimit { return stop(process, .tooSlow) }
            if isCancelled() { return stop(process, .cancelled) }
        }
    }

    /// Asks the whole group to end, and ends it when it does not.
    private func stop(_ process: pid_t, _ reason: ProgramEnd) -> ProgramEnd {
        kill(-process, SIGTERM)
        let asked = ContinuousClock.now
        while ContinuousClock.now - asked < Self.grace {
            if Self.status(of: process, waiting: false) != nil { break }
            usleep(UInt32(Self.lookMilliseconds) * 1_000)
        }
        kill(-process, SIGKILL)
        _ = Self.status(of: process, waiting: true)
        return reason
    }

    /// Nil while it runs. A process that has been waited for before counts as ended.
    private static func status(of process: pid_t, waiting: Bool) -> Int32? {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, waiting ? 0 : WNOHANG)
            if ended < 0, errno == EINTR { continue }
            return ended == 0 ? nil : status
        }
    }

    /// A program that does not read its input must not end us.
    private static func blockBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        let result = pthread_sigmask(SIG_BLOCK, &signals, nil)
        precondition(result == 0, "SIGPIPE cannot be blocked: errno \(result)")
    }

    private static func end(_ status: Int32, _ output: LastLine) -> ProgramEnd {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF, lastLine: output.bytes) : .signalled(signal)
    }
}

// MARK: - Starting

extension ChildProgram {
    private func spawn(_ pipes: ChildPipes) throws(FileError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        try check(posix_spawn_file_actions_init(&actions))
        defer { posix_spawn_file_actions_destroy(&actions) }
        try check(posix_spawnattr_init(&attributes))
        defer { posix_spawnattr_destroy(&attributes) }
        try check(posix_spawn_file_actions_adddup2(&actions, pipes.childInput.raw, STDIN_FILENO))
        try check(posix_spawn_file_actions_adddup2(&actions, pipes.childOutput.raw, STDOUT_FILENO))
        try prepare(&attributes)
        let process = try start(&actions, &attributes)
        pipes.closeChildEnds()
        return process
    }

    /// A group of its own, no blocked signals, and the usual answer to each.
    private func prepare(_ attributes: inout posix_spawnattr_t) throws(FileError) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        try check(posix_spawnattr_setpgroup(&attributes, 0))
        try check(posix_spawnattr_setsigmask(&attributes, &none))
        try check(posix_spawnattr_setsigdefault(&attributes, &all))
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        try check(posix_spawnattr_setflags(&attributes, Int16(flags)))
    }

    private func start(
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) throws(FileError) -> pid_t {
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        try check(posix_spawnp(&process, path, &actions, &attributes, &words, environ))
        return process
    }

    private func check(_ result: Int32) throws(FileError) {
        guard result == 0 else { throw FileError(code: result, operation: "start \(path)") }
    }
}
