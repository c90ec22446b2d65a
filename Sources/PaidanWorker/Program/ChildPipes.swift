import Glibc

/// The pipes to and from a program. Neither side waits: a program may leave its input unread and its output unclosed.
final class ChildPipes {
    let childInput: Descriptor
    let childOutput: Descriptor
    private let input: Descriptor
    private let output: Descriptor
    private var unwritten: ArraySlice<UInt8>
    private var buffer = [UInt8](repeating: 0, count: 16 * 1_024)

    init(input bytes: [UInt8]) throws(FileError) {
        (childInput, input) = try Self.pipe()
        (output, childOutput) = try Self.pipe()
        unwritten = bytes[...]
        for ours in [input, output] { _ = fcntl(ours.raw, F_SETFL, O_NONBLOCK) }
    }

    /// After the start: what only the program uses now.
    func closeChildEnds() {
        childInput.close()
        childOutput.close()
    }

    /// Writes and reads what can be written and read, after waiting for it; a closed pipe costs the whole wait.
    func exchange(_ lines: inout LastLine, waiting milliseconds: Int32) {
        var items = [
            pollfd(fd: output.raw, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input.raw, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&items, nfds_t(items.count), milliseconds) > 0 else { return }  // -1 as a descriptor is ignored.
        if items[0].revents != 0, read(into: &lines) == 0 { output.close() }
        if items[1].revents != 0 { write() }
    }

    /// What is there now. Bounded, for a child of the program may go on writing for ever.
    func drain(into lines: inout LastLine) {
        for _ in 1...64 where read(into: &lines) <= 0 { return }
    }

    private func read(into lines: inout LastLine) -> Int {
        let count = Glibc.read(output.raw, &buffer, buffer.count)
        if count > 0 { lines.append(buffer[..<count]) }
        return count
    }

    /// A program that has closed its input has read what it wanted.
    private func write() {
        let count = unwritten.withUnsafeBytes { Glibc.write(input.raw, $0.baseAddress, $0.count) }
        if count > 0 { unwritten = unwritten.dropFirst(count) }
        if unwritten.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) { input.close() }
    }

    private static func pipe() throws(FileError) -> (reading: Descriptor, writing: Descriptor) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw .last("make a pipe for the program") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (Descriptor(ends[0]), Descriptor(ends[1]))
    }
}

/// One end of a pipe; closed when the object goes, or before. Closed it is -1.
final class Descriptor {
    private(set) var raw: Int32

    init(_ raw: Int32) { self.raw = raw }

    deinit { close() }

    func close() {
        guard raw >= 0 else { return }
        _ = Glibc.close(raw)
        raw = -1
    }
}
