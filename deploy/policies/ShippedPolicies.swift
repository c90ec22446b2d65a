/// The regulations that are compiled into the program. A file in `regulations/` gets a line here.
package enum ShippedPolicies {
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("dx", PackageResources.dx_yaml),
        ("rs", PackageResources.rs_yaml),
        ("ht", PackageResources.ht_yaml),
        ("ds", PackageResources.ds_yaml),
        ("re", PackageResources.re_yaml),
        ("rl", PackageResources.rl_yaml),
    ]

    /// The default comes first.
    package static var names: [String] { files.map(\.name) }

    /// The file as it stands in the repository.
    package static func text(named name: String) -> String? {
        files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
