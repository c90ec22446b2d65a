internal import PaidanCore
internal import PaidanEngine
internal import Yams

/// The YAML file of settings: one flat table, `key: value`.
struct SettingsFile {
    struct Line {
        let key: String
        let text: String
        let origin: Origin
    }

    private(set) var lines: [Line] = []
    private(set) var problems: [SettingsProblem] = []
    private let path: String

    static func read(_ path: String) -> SettingsFile {
        var file = SettingsFile(path: path)
        do {
            file.parse(try PlainFile.text(of: path))
        } catch {
            file.refuse(nil, Label("无法读取:\(error.reason.zh)", "cannot be read: \(error.reason.en)"))
        }
        return file
    }

    private init(path: String) { self.path = path }

    private mutating func parse(_ text: String) {
        do {
            switch try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() {
            case .mapping(let table)?: for (key, value) in table { add(key, value) }
            case .scalar, .sequence, .alias: refuse(nil, Label("应为“键: 值”的列表", "should be lines of \"key: value\""))
            case nil: break
            }
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            let names = keys.map(\.description).sorted().joined(separator: ", ")
            refuse(context.mark, Label("键 \(names) 重复", "\(names) stands here twice"))
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            refuse(mark, Label("YAML 语法错误:\(problem)", "no YAML: \(problem)"))
        } catch {
            refuse(nil, Label("YAML 语法错误", "no YAML"))
        }
    }

    private mutating func add(_ key: Node, _ value: Node) {
        guard case .scalar(let name) = key, case .scalar(let text) = value else {
            return refuse(value.mark ?? key.mark, Label("每一项都应为一个值", "each setting is one value"))
        }
        lines.append(Line(key: name.string, text: text.string, origin: origin(key.mark)))
    }

    private mutating func refuse(_ mark: Mark?, _ reason: Label) {
        problems.append(SettingsProblem(origin: origin(mark), reason: reason))
    }

    private func origin(_ mark: Mark?) -> Origin { .file(path: path, line: mark?.line ?? 1, column: mark?.column ?? 1) }
}
