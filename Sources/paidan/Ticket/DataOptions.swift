internal import ArgumentParser
internal import PaidanCore
internal import PaidanJSON

/// What the data of a command are made of.
struct DataOptions: ParsableArguments {
    @Option(
        help: .words("命令的数据,JSON 对象;- 为标准输入", "the command's data, a JSON object; - is standard input", value: "JSON|-")
    )
    var data: String?

    @Option(
        help: .words(
            "一个字段:field=value,a.b=value,list=x,y,field=@file,field=-,field:=JSON;可重复",
            "one field: field=value, a.b=value, list=x,y, field=@file, field=-, field:=JSON; may be repeated",
            value: "field=value"))
    var set: [String] = []

    @OptionGroup var key: KeyOption

    /// - Parameters:
    ///   - fields: what the forms say of them.
    ///   - policies: which departments and categories there are; asked only if one is given as a word.
    ///   - upload: brings files of this machine to the server, and answers their digests; nil where none can be named.
    ///   - zone: where a time without an offset was read off a clock; asked only if there is one.
    func object(
        _ fields: [Field], policies: () async throws -> FormPolicies, zone: () async throws -> Zone,
        upload: (([String]) async throws -> [String])? = nil
    ) async throws -> JSONObject {
        var assignments = try set.map { text throws(Trouble) in try Assignment(text) }
        if let upload { assignments = try await Self.uploaded(assignments, fields, upload) }
        let isLocal = assignments.contains { assignment in
            if case .literal(let text) = assignment.source { LocalMoment(text) != nil } else { false }
        }
        var fields = fields
        if assignments.contains(where: { DataBuilder.takesAPolicysWord($0, fields) }) {
            let policies = try await policies()
            fields = fields.map { $0.filled(from: policies) }
        }
        var builder = DataBuilder(fields: fields, zone: isLocal ? try await zone() : nil)
        if let data { try builder.read(data) }
        for assignment in assignments { try builder.set(assignment) }
        return builder.data
    }

    /// `files=@photo.jpg` names a file of this machine: it is brought to the server and named by its digest.
    private static func uploaded(
        _ assignments: [Assignment], _ fields: [Field], _ upload: ([String]) async throws -> [String]
    ) async throws -> [Assignment] {
        let paths = assignments.map { $0.fileToUpload(in: fields) }
        var digests = try await upload(paths.compactMap(\.self))[...]
        return zip(assignments, paths).map { assignment, path in
            path == nil ? assignment : Assignment(assignment, naming: digests.removeFirst())
        }
    }
}
