// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "department-worker",
    dependencies: [.package(name: "paidan", path: "../../..")],
    targets: [
        .executableTarget(
            name: "DepartmentWorker", dependencies: [.product(name: "PaidanWorker", package: "paidan")])
    ]
)
