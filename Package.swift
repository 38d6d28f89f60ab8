// swift-tools-version: 6.2
import PackageDescription

// Where the Makefile names a folder with the C++ library, it is linked in: with the Swift runtime linked in as well, nothing
// else loads it, and the program starts sooner.
let libraries = Context.environment["KEYTURN_LIBRARIES"].map { ["-L", $0, "-Xclang-linker", "-static-libgcc"] } ?? []

// The arrows between the parts, and nothing else: Tests/ArchitectureTests holds every import to this list.
let package = Package(
    name: "keyturn",
    products: [.executable(name: "keyturn", targets: ["keyturn"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        // Without its default trait, which would bring Foundation in.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    ],
    targets: [
        // C at the edge.
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "CHost"),
        .target(name: "CNetlink"),

        // Pure values: no Foundation, no C.
        .target(name: "CertificateModel"),
        .target(name: "ScreenKit", dependencies: ["CertificateModel"]),
        .target(name: "Screens", dependencies: ["CertificateModel", "ScreenKit"]),

        // Pure but for the threads of the operating system.
        .target(name: "Threads"),

        // The world outside.
        .target(name: "Host", dependencies: ["CHost", "CNetlink", "CertificateModel", "Threads"]),
        .target(
            name: "SettingsFile",
            dependencies: ["CertificateModel", "Host", .product(name: "TOMLKit", package: "TOMLKit")]),
        .target(name: "CertificateEngine", dependencies: ["CertificateModel", "COpenSSL", "Threads"]),
        .target(name: "CertificateStore", dependencies: ["CertificateModel", "Host", "Threads"]),
        .target(
            name: "Operations",
            dependencies: [
                "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "SettingsFile", "Threads",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "Sessions",
            dependencies: [
                "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "Operations", "Screens", "Threads",
            ]),
        .target(name: "Terminal", dependencies: ["ScreenKit", "CNcurses", "Threads"]),
        .target(
            name: "Lines",
            dependencies: [
                "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "Operations", "ScreenKit",
                "Terminal", "Threads",
            ]),
        .executableTarget(
            name: "keyturn",
            dependencies: [
                "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "Lines", "Operations", "Screens",
                "Sessions", "Terminal", "Threads",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            // All addresses of libraries are looked up at the start, and cannot be written to afterwards (ld(1)).
            linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"] + libraries)]),

        // In C, since it comes before everything else: all tests are one program, and its namespaces are made here.
        .target(name: "Isolation", path: "Tests/Isolation", exclude: ["etc"]),
        .target(name: "Backtracer", path: "Tests/Backtracer"),
        .target(name: "SoakSwitch", path: "Tests/SoakSwitch"),
        .target(name: "SourceTexts", path: "Tests/SourceTexts"),
        // Prints every text that an operator can meet: "make sentences".
        .executableTarget(name: "sentences", dependencies: ["SourceTexts"], path: "Tests/Sentences"),
        .testTarget(name: "ArchitectureTests", dependencies: ["SourceTexts"]),
        .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
        .testTarget(name: "CertificateModelTests", dependencies: ["CertificateModel"]),
        .testTarget(name: "SettingsFileTests", dependencies: ["CertificateModel", "SettingsFile"]),
        .target(
            name: "WorldFixtures", dependencies: ["CertificateEngine", "CertificateModel", "Host", "Operations"],
            path: "Tests/WorldFixtures"),
        .testTarget(
            name: "OperationsTests",
            dependencies: [
                "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "Operations", "StoreFixtures",
                "Threads", "WorldFixtures",
            ]),
        .executableTarget(
            name: "PeerProbe", dependencies: ["CertificateEngine", "CertificateModel"], path: "Tests/PeerProbe"),
        .target(name: "HostileDER", path: "Tests/HostileDER"),
        .testTarget(
            name: "CertificateEngineTests",
            dependencies: [
                "CertificateEngine", "CertificateModel", "HostileDER", "PeerProbe", "SoakSwitch", "Threads",
            ]),
        .target(
            name: "StoreFixtures", dependencies: ["CertificateModel", "CertificateStore"], path: "Tests/StoreFixtures"),
        .executableTarget(
            name: "StoreProbe", dependencies: ["CertificateModel", "CertificateStore", "StoreFixtures"],
            path: "Tests/StoreProbe"),
        .testTarget(
            name: "CertificateStoreTests",
            dependencies: ["CertificateModel", "CertificateStore", "StoreFixtures", "StoreProbe"]),
        .executableTarget(
            name: "HostProbe", dependencies: ["CertificateModel", "Host"], path: "Tests/HostProbe"),
        .testTarget(name: "HostTests", dependencies: ["CertificateModel", "Host", "HostProbe"]),
        .testTarget(name: "ScreenKitTests", dependencies: ["ScreenKit"]),
        .executableTarget(
            name: "terminal-probe", dependencies: ["ScreenKit", "Terminal", "Threads"], path: "Tests/TerminalProbe"),
        .testTarget(
            name: "TerminalTests", dependencies: ["Backtracer", "CNcurses", "ScreenKit", "Terminal", "terminal-probe"]),
        .target(
            name: "SceneKit",
            dependencies: [
                "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "HostileDER", "Isolation",
                "Operations", "ScreenKit", "Screens", "Sessions", "SoakSwitch", "Threads", "WorldFixtures",
            ],
            path: "Tests/SceneKit"),
        .testTarget(
            name: "ScreensTests", dependencies: ["CertificateModel", "SceneKit", "ScreenKit", "Screens", "SoakSwitch"]),
        .testTarget(
            name: "SessionsTests",
            dependencies: [
                "CertificateEngine", "CertificateModel", "Operations", "Screens", "Sessions", "WorldFixtures",
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Backtracer", "CertificateModel", "Host", "HostileDER", "SceneKit", "ScreenKit", "Screens",
                "SoakSwitch", "Threads",
            ]),
        // Measures the release binary; "make bench" runs it, and nothing else builds on it.
        .executableTarget(name: "bench", dependencies: ["COpenSSL"], path: "Tests/Benchmarks"),
    ],
    swiftLanguageModes: [.v6]
)

// The parsers are a part of the tests. "make fuzz" has them in a program with libFuzzer, which comes with the toolchain; the
// linker that is usual here does not stand what that brings.
let fuzzed: [Target.Dependency] = [
    "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "SettingsFile", "Terminal",
]
package.targets +=
    Context.environment["KEYTURN_FUZZ"] == "1"
    ? [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .target(name: "FuzzedParsers", dependencies: fuzzed, path: "Tests/Fuzz/Parsers"),
        .executableTarget(
            name: "fuzz", dependencies: ["CFuzzer", "FuzzedParsers"], path: "Tests/Fuzz/Program",
            linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
    ]
    : [
        .testTarget(
            name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzz", exclude: ["CFuzzer", "Program"],
            sources: ["Parsers", "Seeds"])
    ]

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}

// The tests draw some hundred thousand pictures.
for target in package.targets where ["CertificateModel", "ScreenKit", "Screens"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}

for target in package.targets where target.type == .test { target.dependencies.append("Isolation") }

// "make test" builds the tests beside the release binary, of the same objects. What runs once is not worth optimizing, and
// a probe ends as it is written.
for target in package.targets where target.type == .test || target.name.lowercased().hasSuffix("probe") {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
}
