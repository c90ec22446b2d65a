internal import Foundation
internal import NIOCore
internal import NIOPosix

/// Runs what a request is made of on the threads that read and write the sockets, instead of on threads of its own: a request that
/// changes threads twice less often is answered sooner and costs less (`docs/decisions/0045`).
///
/// What takes long does not run here: the engine and the readers of the database have threads of their own.
final class LoopExecutor: TaskExecutor {
    static let shared = LoopExecutor()

    let loops: MultiThreadedEventLoopGroup

    /// One processor is the engine's.
    private init() {
        NIOSingletons.groupLoopCountSuggestion = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
        loops = .singleton
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        // On a loop's thread that loop, else the next one.
        loops.any().execute { job.runSynchronously(on: executor) }
    }
}
