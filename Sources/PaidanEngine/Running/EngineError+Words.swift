package import PaidanCore

extension EngineError: Worded {
    package var label: Label {
        switch self {
        case .noPolicy:
            Label(
                "还没有启用任何制度;请先启动一次服务(paidan serve)",
                "no policy has been activated yet; start the server once (paidan serve)")
        case .damagedPolicy(let hash):
            Label(
                "存储的制度 \(hash.prefix(8)) 与启用时不符;请恢复备份",
                "the stored policy \(hash.prefix(8)) is not what was activated; restore a backup")
        case .readsNoFiles(let path):
            Label("存储的制度不能引用文件:\(path)", "a stored policy refers to no file: \(path)")
        }
    }
}
