internal import Hummingbird
internal import PaidanCore
internal import PaidanEngine
internal import PaidanJSON

/// `/v1/imports`: takes over some tickets of another system's log. `paidan import` sends a whole log in several requests.
enum Imports {
    /// `{mapping, header, rows, end?, branch?, dryRun?}`; a row is `[line, "field", …]`. The same rows again change nothing.
    @Sendable static func take(_ call: Call) async throws -> Response {
        let body = try await Body.read(call, known: ["mapping", "header", "rows", "end", "branch", "dryRun"])
        let mapping = try mapping(parsing: try body.requiredText("mapping"))
        let table = try table(in: body, mapping)
        guard table.cases.count <= ImportBatch.casesMax else {
            let most = Label("一次最多 \(ImportBatch.casesMax) 张工单", "at most \(ImportBatch.casesMax) tickets at once")
            throw Problem.invalid([Problem.Flaw(pointer: "/rows", code: "outOfRange", detail: most)])
        }
        let batch = ImportBatch(
            mapping: mapping, header: table.header, cases: table.cases,
            end: try body.moment("end") ?? table.end ?? call.desk.now, branch: try branch(in: body, call.actor),
            isDryRun: try body.flag("dryRun"))
        let deed = try await call.once(.takeOver(batch), body.bytes)
        guard case .tookOver(var outcome) = deed.outcome else {
            preconditionFailure("an import answers with how its rows ended")
        }
        outcome.add(table.refused)
        return deed.response(outcome.json(in: call.house.zone, call.language))
    }

    private static func mapping(parsing text: String) throws -> ImportMapping {
        do {
            return try ImportMapping.load(text: text, file: "mapping.yaml")
        } catch {
            throw Problem(.invalidMapping, error, at: "/mapping")
        }
    }

    private static func table(in body: Body, _ mapping: ImportMapping) throws -> ImportTable {
        let header = try texts(try body.requiredList("header"), at: "/header")
        do {
            try mapping.check(against: header)
        } catch {
            throw Problem(.invalidMapping, error, at: "/header")
        }
        let records = try body.requiredList("rows").enumerated().map { index, row in
            guard let row = row.array, let line = row.first?.integer.flatMap(Int.init(exactly:)) else {
                throw Problem.invalid([Problem.Flaw("/rows/\(index)", .wrongType)])
            }
            return DelimitedText.Record(line: line, fields: try texts(row.dropFirst(), at: "/rows/\(index)"))
        }
        return ImportTable(mapping, header: header, records)
    }

    private static func texts(_ values: some Collection<JSON>, at pointer: String) throws -> [String] {
        let texts = values.compactMap(\.string)
        guard texts.count == values.count else { throw Problem.invalid([Problem.Flaw(pointer, .wrongType)]) }
        return texts
    }

    /// Whose right is bound to a branch imports into that branch only.
    private static func branch(in body: Body, _ actor: Actor) throws -> Branch {
        guard let branch: Branch = try body.code("branch") else { return actor.branch ?? .main }
        guard actor.reaches(branch) else { throw Problem(.wrongRole) }
        return branch
    }
}

extension Problem {
    /// What is wrong with a file that was sent, finding by finding.
    init(_ code: ProblemCode, _ errors: RegulationErrors, at pointer: String) {
        self.init(
            code, Label(errors.text(in: .zh), errors.text(in: .en)),
            errors: errors.errors.map { found in
                Flaw(
                    pointer: pointer, code: found.code.rawValue,
                    detail: Label(found.text(in: .zh), found.text(in: .en)))
            })
    }
}
