import ArgumentParser
import Foundation
import NIOCore
import PaidanCore
import PaidanEngine
import PaidanHTTP
import PaidanJSON
import Testing

@testable import paidan

/// Scripts rely on these numbers.
@Suite struct ExitStatusTests {
    @Test(arguments: [
        (400, paidan.ExitStatus.usage), (401, .refused), (403, .refused), (404, .refused), (409, .refused),
        (412, .conflict), (413, .usage), (415, .usage), (422, .refused), (428, .usage), (429, .unavailable),
        (500, .unavailable), (503, .unavailable), (0, .refused),
    ])
    func anHTTPStatusHasItsNumber(_ http: Int, _ status: paidan.ExitStatus) {
        #expect(paidan.ExitStatus(http: http) == status)
    }

    @Test func afterAnIOErrorItMayBeStoredOrNot() {
        #expect(paidan.ExitStatus(http: 503, code: "outcome-unknown") == .ioError)
        #expect(paidan.ExitStatus(http: 503, code: "overloaded") == .unavailable)
    }

    @Test func theNumbersAreTheContracts() {
        #expect(paidan.ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 75])
    }

    @Test func inJSONAFailureHasItsWordAndItsNumber() {
        let document = FailureReport(Trouble(.ioError, "中", "en"), ["--json"], .en).document
        #expect(document == ["code": "io-error", "exitCode": 75, "detail": "en"])
        #expect(
            paidan.ExitStatus.allCases.map(\.word)
                == ["ok", "findings", "usage", "refused", "conflict", "unavailable", "io-error"])
    }

    @Test(arguments: [
        ["nonsense"], ["ticket", "show"], ["work"], ["ticket", "list", "--open", "--closed"], ["diagram", "errand"],
    ])
    func aCommandLineThatIsWrongIsUsage(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try Paidan.parseAsRoot(arguments) }
        do {
            _ = try Paidan.parseAsRoot(arguments)
        } catch {
            #expect(FailureReport(error, arguments).status == .usage)
        }
    }

    @Test func helpIsNoFailure() {
        do {
            _ = try Paidan.parseAsRoot(["ticket", "--help"])
        } catch {
            let report = FailureReport(error, [])
            #expect(report.isAnswer)
            #expect(report.status == .ok)
        }
    }

    @Test func everyFailureHasItsNumber() throws {
        #expect(FailureReport(SettingsErrors(problems: []), []).status == .usage)
        #expect(FailureReport(Trouble(.unavailable, "", ""), []).status == .unavailable)
        #expect(FailureReport(Refused(http: 412, document: nil), []).status == .conflict)
        #expect(FailureReport(ExitCode(paidan.ExitStatus.findings.rawValue), []).status == .findings)
        #expect(throws: RegulationErrors.self) { try PolicySource.file("/nowhere.yaml").load() }
    }

    @Test(arguments: [
        (EADDRINUSE, AddressUnavailable.Cause.taken, "another program listens there"),
        (EADDRNOTAVAIL, .notOfThisMachine, "no such address"), (EACCES, .notAllowed, "may not listen"),
    ])
    func anHTTPAddressThatCannotBeUsedIsUnavailableAndNamed(
        _ code: CInt, _ cause: AddressUnavailable.Cause, _ words: String
    ) {
        let failure = AddressUnavailable("::1", 8_480, because: IOError(errnoCode: code, reason: "bind"))

        #expect(failure.cause == cause)
        #expect(FailureReport(failure, []).status == .unavailable)
        #expect(failure.text(in: .en).contains("[::1]:8480") && failure.text(in: .en).contains(words))
        #expect(failure.text(in: .zh).contains("[::1]:8480"))
    }

    @Test func aProblemIsHandedOnAsItIs() {
        let problem: JSON = ["title": "t", "code": "stale-rev"]

        #expect(FailureReport(Refused(http: 412, document: problem), ["--json"]).document == problem)
    }
}
