/// 节假日安排 that are compiled into the program. A list in this folder gets a line here.
package enum ShippedCalendars {
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("cn-2025", PackageResources.cn_2025_yaml),
        ("cn-2026", PackageResources.cn_2026_yaml),
    ]

    package static var names: [String] { files.map(\.name) }

    /// The file as it stands in the repository.
    package static func text(named name: String) -> String? {
        files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
