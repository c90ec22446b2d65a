/// The contracts that outlive the code, compiled into the binary.
package enum Schema {
    /// A step of the database's schema. Its text never changes once it is released.
    package struct Migration: Sendable {
        package let name: String
        package let sql: String
    }

    /// In the order in which they are applied.
    package static let migrations = [
        Migration(name: "0001-initial", sql: text(PackageResources.m0001_initial_sql)),
        Migration(name: "0002-message-moments", sql: text(PackageResources.m0002_message_moments_sql)),
        Migration(name: "0003-policy-scopes", sql: text(PackageResources.m0003_policy_scopes_sql)),
        Migration(name: "0004-accounts", sql: text(PackageResources.m0004_accounts_sql)),
        Migration(name: "0005-foreign-logs", sql: text(PackageResources.m0005_foreign_logs_sql)),
        Migration(name: "0006-deed-keys", sql: text(PackageResources.m0006_deed_keys_sql)),
        Migration(name: "0007-notices-seen", sql: text(PackageResources.m0007_notices_seen_sql)),
        Migration(name: "0008-plain-checks", sql: text(PackageResources.m0008_plain_checks_sql)),
        Migration(name: "0009-assignees", sql: text(PackageResources.m0009_assignees_sql)),
        Migration(name: "0010-files", sql: text(PackageResources.m0010_files_sql)),
        Migration(name: "0011-breaches", sql: text(PackageResources.m0011_breaches_sql)),
    ]

    /// The HTTP interface, OpenAPI 3.1 in YAML.
    package static var openAPI: String { text(PackageResources.openapi_yaml) }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
