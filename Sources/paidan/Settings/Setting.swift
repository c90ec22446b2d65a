internal import PaidanCore
internal import ShippedPolicies

/// 设置项: everything about the program that may be set from outside. The raw value is the key in the YAML file.
enum Setting: String, CaseIterable, Sendable {
    // Of `serve`.
    case data, http, dispatch, bell, policy, readyFile, clock, at, routers, demo, logLevel, lang
    // Of the verbs that talk to a running server.
    case server, token
}

extension Setting {
    /// `--ready-file`
    var flag: String { "--" + words.joined(separator: "-") }

    /// `PAIDAN_READY_FILE`
    var variable: String { Self.prefix + words.joined(separator: "_").uppercased() }

    /// Where the value of a secret may be read from instead: `PAIDAN_TOKEN_FILE`.
    var fileVariable: String? { isSecret ? variable + "_FILE" : nil }

    static let prefix = "PAIDAN_"
    /// Names the YAML file; a setting about settings, so it stands in none.
    static let fileVariable = prefix + "CONFIG"

    /// What holds when nobody says anything; nil is "none".
    var standard: String? {
        switch self {
        case .data: "./data"
        case .http: "127.0.0.1:8480"
        case .dispatch: "tcp://127.0.0.1:5870"
        case .bell: "tcp://127.0.0.1:5871"
        case .policy: ShippedPolicies.names[0]
        case .clock: "real"
        case .routers: "1"
        case .demo: "false"
        case .logLevel: "info"
        case .lang: Language.zh.rawValue
        case .readyFile, .at, .server, .token: nil
        }
    }

    var isSecret: Bool { self == .token }

    var label: Label {
        switch self {
        case .data: Label("数据目录", "the folder of the data")
        case .http: Label("HTTP 地址,端口 0 为任选", "address of HTTP; port 0 picks a free one")
        case .dispatch: Label("派单队列地址,* 为任选端口", "endpoint of the queues; * picks a free port")
        case .bell: Label("门铃地址,* 为任选端口", "endpoint of the bell; * picks a free port")
        case .policy: Label("首次启动采用的制度", "the policy put in force at the first start")
        case .readyFile: Label("就绪后写入地址的文件", "file that tells the addresses once ready")
        case .clock: Label("时钟:real 或 manual", "real, or manual: moved by hand")
        case .at: Label("手动时钟的起点", "where a manual clock starts")
        case .routers:
            Label("在本进程内转单(1),或由 paidan route 转(0)", "forward in this process (1), or leave it to paidan route (0)")
        case .demo: Label("首次启动装入演示公司", "load the demo company at the first start")
        case .logLevel: Label("日志级别", "least level that is logged")
        case .lang: Label("语言:zh 或 en", "language: zh or en")
        case .server: Label("客户端连接的服务地址", "server that the other verbs talk to")
        case .token: Label("客户端令牌", "token that the other verbs show")
        }
    }

    /// `readyFile` → `ready`, `file`
    private var words: [String] {
        rawValue.reduce(into: [""]) { words, letter in
            if letter.isUppercase { words.append("") }
            words[words.count - 1] += letter.lowercased()
        }
    }
}
