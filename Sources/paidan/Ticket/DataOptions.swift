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

    @Option(
        help: .words(
            "幂等键;默认新生成。重试同一操作时给同一个键", "idempotency key; a new one by default. Give the same one to repeat a command",
            value: "KEY"))
    var key: String?

    /// - Parameter fields: what the forms say of them.
    func object(_ fields: [Field]) throws -> JSONObject {
        var builder = DataBuilder(fields: fields)
        if let data { try builder.read(data) }
        for text in set { try builder.set(Assignment(text)) }
        return builder.data
    }

    var idempotencyKey: String { key ?? Client.freshKey }
}
