internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import PaidanCore

/// Stands around every route: whatever goes wrong becomes a problem in the caller's language, and every answer gets the
/// headers that keep browsers honest.
struct Receptionist: RouterMiddleware {
    let house: House

    func handle(
        _ request: Call.HTTP, context: DeskContext, next: (Call.HTTP, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let elsewhere as Elsewhere {
            response = Response(status: .seeOther, headers: [.location: elsewhere.path, .cacheControl: "no-store"])
        } catch let error as CancellationError {
            throw error
        } catch let error as HTTPParserError {
            // The connection ended within the request, or what came was none: nobody is there to be answered.
            throw error
        } catch {
            response = answer(to: problem(of: error), request, context)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        house.counters.count(response.status.code)
        return response
    }

    private func problem(of error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case is NIOTooManyBytesError: Problem(.bodyTooLarge)
        case let error as HTTPError where error.status == .notFound: Problem(.notFound)
        default: Problem(.internalError, cause: "\(error)")
        }
    }

    private func answer(to problem: Problem, _ request: Call.HTTP, _ context: DeskContext) -> Response {
        let trace = TraceID(of: request)
        if let cause = problem.cause {
            // The cause may quote data, so it is told to whoever debugs, not to whoever reads the log every day.
            context.logger.error(
                "request failed", metadata: ["problem": "\(problem.code.rawValue)", "trace.id": "\(trace.text)"])
            context.logger.debug("cause of the failure", metadata: ["cause": "\(cause)", "trace.id": "\(trace.text)"])
        }
        let isPage = AcceptedLanguage.prefersPage(request)
        let language = AcceptedLanguage.of(request, isPage: isPage)
        return isPage
            ? ProblemPage.response(to: problem, of: request, trace, language)
            : problem.response(to: request, trace, language)
    }
}
