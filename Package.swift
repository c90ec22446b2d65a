// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Read from the bottom up: a target imports only what is declared above it in `targets`.
// What each room may touch is explained in docs/architecture.md.

let package = Package(
    name: "paidan",
    products: [
        .executable(name: "paidan", targets: ["paidan"]),
        .library(name: "PaidanWorker", targets: ["PaidanWorker", "PaidanWire", "PaidanJSON"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // MARK: Contracts that outlive the code, and the regulations; compiled into the binary.
        .target(
            name: "Schema", path: "schema", exclude: ["schema.sql", "wire"],
            resources: [.embedInCode("migrations"), .embedInCode("openapi.yaml")]),
        .target(
            name: "ShippedPolicies", path: "deploy/policies", exclude: ["README.md"],
            resources: [.embedInCode("regulations")]),
        .target(
            name: "ShippedCalendars", path: "deploy/calendars", exclude: ["README.md"],
            resources: [.embedInCode("cn-2025.yaml"), .embedInCode("cn-2026.yaml")]),

        // MARK: Pure.
        .target(name: "PaidanCore"),
        .target(name: "PaidanJSON"),

        // MARK: Running commands and keeping them.
        .target(
            name: "PaidanEngine",
            dependencies: [
                "PaidanCore", "PaidanJSON", "ShippedCalendars", "ShippedPolicies",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "PaidanStore",
            dependencies: [
                "PaidanCore", "PaidanEngine", "Schema", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),

        // MARK: The queue protocol.
        .systemLibrary(name: "CZeroMQ"),
        .target(name: "ZeroMQ", dependencies: ["CZeroMQ"]),
        .target(name: "PaidanWire", dependencies: ["PaidanJSON"]),
        .target(
            name: "PaidanDispatch", dependencies: ["PaidanCore", "PaidanEngine", "PaidanJSON", "PaidanWire", "ZeroMQ"]),
        .target(name: "PaidanWorker", dependencies: ["PaidanJSON", "PaidanWire", "ZeroMQ"]),

        // MARK: Rehearsals.
        .target(name: "PaidanScenario", dependencies: ["PaidanCore", "PaidanEngine", "PaidanJSON"]),

        // MARK: The desk.
        .target(
            name: "PaidanHTTP",
            dependencies: [
                "PaidanCore", "PaidanEngine", "PaidanJSON", "Schema",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "Yams", package: "Yams"),
            ]),

        // MARK: For tests and the simulator only.
        .target(name: "PaidanTesting", dependencies: ["PaidanCore", "PaidanEngine", "PaidanJSON", "PaidanStore"]),
        .target(
            name: "PaidanSimulation",
            dependencies: [
                "PaidanCore", "PaidanDispatch", "PaidanEngine", "PaidanJSON", "PaidanStore", "PaidanTesting",
                "PaidanWire",
            ]),

        // MARK: Programs.
        .executableTarget(
            name: "paidan",
            dependencies: [
                "PaidanCore", "PaidanDispatch", "PaidanEngine", "PaidanHTTP", "PaidanJSON", "PaidanScenario",
                "PaidanStore", "PaidanWire", "PaidanWorker",
                "Schema", "ShippedPolicies", "ZeroMQ",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ]),

        .executableTarget(
            name: "paidan-sim",
            dependencies: ["PaidanSimulation", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

        .executableTarget(
            name: "paidan-bench",
            dependencies: [
                "PaidanCore", "PaidanDispatch", "PaidanEngine", "PaidanJSON", "PaidanScenario", "PaidanStore",
                "PaidanTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/Benchmarks/paidan-bench"),

        // MARK: Tests.
        .testTarget(
            name: "PaidanCommandTests",
            dependencies: [
                "paidan", "PaidanCore", "PaidanDispatch", "PaidanEngine", "PaidanHTTP", "PaidanJSON", "PaidanWire",
                "PaidanWorker",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .testTarget(name: "PaidanCoreTests", dependencies: ["PaidanCore"], exclude: ["Fixtures"]),
        .testTarget(
            name: "PaidanDispatchTests",
            dependencies: [
                "PaidanCore", "PaidanDispatch", "PaidanEngine", "PaidanJSON", "PaidanTesting", "PaidanWire",
            ]),
        .testTarget(name: "PaidanJSONTests", dependencies: ["PaidanJSON"]),
        .testTarget(
            name: "PaidanEngineTests",
            dependencies: [
                "PaidanCore", "PaidanEngine", "PaidanJSON", "PaidanStore", "PaidanTesting", "Schema",
                "ShippedCalendars", "ShippedPolicies", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "PaidanHTTPTests",
            dependencies: [
                "PaidanCore", "PaidanEngine", "PaidanHTTP", "PaidanJSON", "PaidanStore", "PaidanTesting", "Schema",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(
            name: "PaidanSimulationTests",
            dependencies: ["PaidanCore", "PaidanEngine", "PaidanJSON", "PaidanSimulation", "PaidanWire"]),
        .testTarget(
            name: "PaidanScenarioTests",
            dependencies: [
                "PaidanCore", "PaidanDispatch", "PaidanEngine", "PaidanScenario", "PaidanStore", "ShippedPolicies",
            ]),
        .testTarget(name: "PaidanWireTests", dependencies: ["PaidanJSON", "PaidanWire"]),
        .testTarget(name: "PaidanWorkerTests", dependencies: ["PaidanJSON", "PaidanWire", "PaidanWorker", "ZeroMQ"]),
        .testTarget(name: "ZeroMQTests", dependencies: ["ZeroMQ"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
    // `make sim` switches off safeguards one at a time; no other build can.
    if Context.environment["PAIDAN_SABOTAGE"] != nil { target.swiftSettings?.append(.define("PAIDAN_SABOTAGE")) }
    // Our programs are optimised across our modules (`scripts/build-release.sh`); a manifest with unsafe flags could not be
    // depended upon.
    if Context.environment["PAIDAN_WHOLE_PACKAGE"] != nil, target.name == "PaidanCore" {
        target.swiftSettings?.append(
            .unsafeFlags([
                "-enable-library-evolution", "-no-emit-module-separately-wmo", "-Xfrontend", "-package-cmo",
                "-Xfrontend", "-allow-non-resilient-access",
            ]))
    }
}
