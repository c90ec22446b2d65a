internal import PaidanCore
internal import PaidanJSON

/// 附件: the files that a step's data name, apart from what its machine takes.
struct Papers {
    let files: [FileDigest]
    let rest: JSONObject

    /// - Parameter takes: whether files may go with the step; else the member is left where it is.
    /// - Throws: `Failure.invalid` at what is no digest.
    init(apartFrom data: JSONObject, takes: Bool) throws(Failure) {
        guard takes, let value = data[Attach.field] else {
            (files, rest) = ([], data)
            return
        }
        var files: [FileDigest] = []
        for (index, element) in (value.array ?? []).enumerated() {
            guard let digest = element.string.flatMap(FileDigest.init(text:)) else {
                throw .invalid([FieldError("/\(Attach.field)/\(index)", .invalid, FileDigest.wanted)])
            }
            files.append(digest)
        }
        self.files = files
        rest = JSONObject(data.filter { $0.name != Attach.field }.map { ($0.name, $0.value) })
    }
}
