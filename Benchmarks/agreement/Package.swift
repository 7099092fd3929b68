// swift-tools-version: 6.2
import PackageDescription

// The library by itself, for it depends on nothing: this builds in seconds.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "agreement-bench",
  targets: [
    .target(name: "LeitmotifAgreement", swiftSettings: settings),
    .executableTarget(
      name: "agreement-bench", dependencies: ["LeitmotifAgreement"], swiftSettings: settings),
  ])
