import Foundation
import PaidanCore
import PaidanEngine
import PaidanTesting
import Testing

/// A mapping is read whole, and its mistakes are told with their places.
@Suite struct ImportMappingTests {
    private func mistakes(_ old: String, _ new: String) -> [String] {
        do throws(RegulationErrors) {
            _ = try ImportMapping.load(text: OldLog.mapping.replacing(old, with: new), file: "old.yaml")
            return []
        } catch {
            return error.errors.map { $0.text(in: .en) }
        }
    }

    @Test(arguments: [
        ("source: old", "sauce: old", "old.yaml:1:1: unknown key sauce; perhaps: source"),
        ("source: old", "source: Old System", "old.yaml:1:9: the source Old System is not 1–32 characters"),
        ("kind: complaint", "kind: dispatch", "old.yaml:2:7: dispatch is none of complaint, opinion, call"),
        ("yyyy-MM-dd HH:mm", "MM-dd HH:mm", "old.yaml:5:31: MM-dd HH:mm is no pattern"),
        ("\"+08:00\"", "beijing", "unknown time zone beijing; perhaps: Asia/Shanghai"),
        ("channel: web", "channel: wep", "old.yaml:7:12: wep is none of phone, store, web"),
        ("channel: web", "chanel: web", "old.yaml:7:3: unknown key chanel; perhaps: channel"),
        ("content: {text: \"{id} {what}\"}", "urgent: maybe", "old.yaml:9:11: maybe is neither true nor false"),
        (
            "take: dispatch.delivered", "take: dispatch.deliverd",
            "a department dispatch has no command deliverd; perhaps: delivered"
        ),
        (
            "take: dispatch.delivered", "take: dispach.delivered",
            "dispach.delivered begins with no kind of ticket; perhaps: dispatch"
        ),
        ("when: received", "when: recieved", "a complaint has no state recieved; perhaps: received"),
        ("{departments: [engineering]}", "{}", "forward lacks departments"),
        ("{departments: [engineering]}", "{departments: engineering}", "expected a list"),
        ("{after: 2 d}", "{afer: 2 d}", "unknown key afer; perhaps: after"),
        ("{after: 2 d}", "2026-02-04", "a time comes from the log; perhaps: {after: 3 d}"),
        ("{after: 2 d}", "{after: 2 wd}", "2 wd"),
        (
            "channel: web", "channel: web\n  receivedAt: {time: when}",
            "old.yaml:8:3: receivedAt is said by the key receipt and not here; perhaps: receipt: {time: …}"
        ),
        ("{after: 2 d}", "{column: when}", "promisedDate does not come from {column: …}; perhaps: {after: 3 d}"),
        ("{after: 2 d}", "{text: \"{when}\"}", "promisedDate does not come from {text: …}"),
        ("{after: 2 d}", "{after: 2 d, time: when}", "promisedDate comes from one of them"),
        ("channel: web", "channel: {after: 2 d}", "channel does not come from {after: …}; perhaps: {column: …}"),
        ("channel: web", "urgent: {text: \"{id}\"}", "urgent does not come from {text: …}"),
        (
            "{name: {text: \"客户 {id}\"}}", "{column: id}",
            "customer does not come from {column: …}; perhaps: {name: {column: …}}"
        ),
        ("{name: {text: \"客户 {id}\"}}", "{phone: {column: id}}", "customer lacks name"),
        ("{categories: [construction]}", "{categories: {column: what}}", "categories does not come from {column: …}"),
    ])
    func aMistakeIsToldWithItsPlace(old: String, new: String, told: String) {
        let found = mistakes(old, new)

        #expect(found.contains { $0.contains(told) }, "\(found)")
    }

    @Test(arguments: ["{text: \"{what}\"}", "{column: what}"])
    func theClosingRuleAnswersNoRow(_ value: String) throws {
        let found = mistakes("source: old", "source: old\nclosing: {after: 3 d, do: [withdraw: {reason: \(value)}]}")

        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("old.yaml:2:") == true)
        #expect(found.first?.contains("the closing rule answers no row, so there is no column what") == true)
    }

    @Test func aColumnThatTheLogLacksIsTold() throws {
        let mapping = try OldLog.load()

        let error = #expect(throws: RegulationErrors.self) {
            try mapping.check(against: ["id", "wath", "when", "when"])
        }

        #expect(
            error?.errors.map { $0.text(in: .en) } == [
                "old.yaml:4:11: the log has no column what; perhaps: wath",
                "old.yaml:5:16: the log has several columns when",
            ])
    }

    @Test func theShippedMappingIsRight() throws {
        let path = NSString(string: #filePath).deletingLastPathComponent + "/../../../deploy/import/helpdesk.yaml"

        let mapping = try ImportMapping.load(text: String(contentsOfFile: path, encoding: .utf8), file: path)

        #expect(mapping.source == "helpdesk" && mapping.kind == .complaint)
    }

    @Test func valuesComeFromColumns() throws {
        let mapping = OldLog.mapping.replacing(
            "{categories: [construction]}",
            with: "{categories: [{column: id, words: {A: construction, B: furnishing}, otherwise: main-material}]}")
        let strict = mapping.replacing(", otherwise: main-material", with: "")
        let rows = ["A", "C"].map { "\($0),classify,2026-02-02 09:00" }.joined(separator: "\n")

        #expect(try TestHouse().takeOver(rows, mapping).verdicts == ["2 applied", "3 applied"])
        #expect(try TestHouse().takeOver(rows, strict).verdicts == ["2 applied", "3 refused unknown-word"])
    }

    @Test func aColumnSaysWhenItWasReceived() throws {
        let mapping = OldLog.mapping + "\nreceipt: {time: id}"

        let outcome = try TestHouse().takeOver("2026-02-02 08:00,call,2026-02-02 09:00", mapping)

        #expect(
            outcome.tickets.first?.clocks.first?.start == Instant(rfc3339: "2026-02-02T08:00:00+08:00"))
    }
}
