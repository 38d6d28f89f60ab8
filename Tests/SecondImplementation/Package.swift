// swift-tools-version: 6.2
import PackageDescription

// Reads what the program wrote with code that shares nothing with it. A package of its own, so that nobody who only
// builds the program fetches its dependencies: `KEYTURN=/path/to/keyturn swift test` in this folder.
let package = Package(
    name: "SecondImplementation",
    dependencies: [
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
    ],
    targets: [
        .testTarget(
            name: "SecondImplementationTests",
            dependencies: [
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
