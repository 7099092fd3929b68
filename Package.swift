// swift-tools-version: 6.2
import PackageDescription

// Every module is built alike: Swift 6, explicit `any`, imports internal unless said otherwise, and a
// warning is an error (in our targets only; those of dependencies stay theirs).
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// How the programs are linked for use on Linux (docs/decisions/0021-how-programs-are-linked.md): with jemalloc, and with
/// Swift's own libraries inside, for to find those costs more than a run that has nothing to do.
let linking: [LinkerSetting] = [
  .linkedLibrary("jemalloc", .when(platforms: [.linux], configuration: .release)),
  .unsafeFlags(
    [
      "-static-stdlib", "-lCoreFoundation", "-l_FoundationCShims", "-l_FoundationCollections",
      "-lswiftObservation", "-l_FoundationICU", "-lstdc++",
    ], .when(platforms: [.linux], configuration: .release)),
]

/// A library of `Sources`, with its tests.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> [Target] {
  [
    .target(
      name: name, dependencies: dependencies, resources: resources, swiftSettings: settings),
    tests(of: name, dependencies),
  ]
}

/// A compiled-in plugin: a folder of `Plugins` that sees the model and the plugin interface, with its tests.
func plugin(_ name: String, _ more: [Target.Dependency] = []) -> [Target] {
  let dependencies: [Target.Dependency] = ["LeitmotifModel", "LeitmotifPlugin"] + more
  return [
    .target(
      name: name, dependencies: dependencies, path: "Plugins/\(name)", exclude: ["README.md"],
      swiftSettings: settings),
    tests(of: name, dependencies),
  ]
}

/// What stands beside a module's tests and is no Swift.
let beside = [
  "LeitmotifAgreement": ["Vectors"], "LeitmotifWorkbook": ["cells.py"],
  "ThemesReporter": ["Golden"],
]

func tests(of name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: ["LeitmotifTesting", .byName(name: name)]
      + (name == "LeitmotifModel" || sees(dependencies, "LeitmotifModel") ? [] : ["LeitmotifModel"])
      + dependencies,
    exclude: beside[name] ?? [],
    swiftSettings: settings)
}

func sees(_ dependencies: [Target.Dependency], _ module: String) -> Bool {
  dependencies.contains { if case .byNameItem(module, _) = $0 { true } else { false } }
}

func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

// The compiled-in plugins, one line for each folder of `Plugins`.
let plugins: [[Target]] = [
  plugin("AdjudicateMerger", ["LeitmotifTable"]),
  plugin("Captions", ["LeitmotifLabels", "LeitmotifText", "LeitmotifXML"]),
  plugin("CodedTables", ["LeitmotifExchange", "LeitmotifSpreadsheet", "LeitmotifTable"]),
  plugin("CodingsImporter", ["LeitmotifTable"]),
  plugin("DatabaseProjects", ["LeitmotifExchange", "LeitmotifSQLite"]),
  plugin("KeywordClassifier", ["LeitmotifCodebook", "LeitmotifText"]),
  plugin("MarkupProjects", ["LeitmotifArchive", "LeitmotifExchange", "LeitmotifXML"]),
  plugin(
    "OfficeFiles", ["LeitmotifArchive", "LeitmotifLabels", "LeitmotifText", "LeitmotifXML"]),
  plugin("PlainTextIngester", ["LeitmotifLabels", "LeitmotifText"]),
  plugin("RecogniserJSON", ["LeitmotifText"]),
  plugin(
    "RefiProjects",
    ["LeitmotifArchive", "LeitmotifDigest", "LeitmotifExchange", "LeitmotifXML"]),
  plugin("RuleClassifier", ["LeitmotifCodebook", "LeitmotifText"]),
  plugin("SentenceSegmenter", ["LeitmotifText"]),
  plugin("SpokenXML", ["LeitmotifText", "LeitmotifXML"]),
  plugin(
    "SurveyTable", ["LeitmotifArchive", "LeitmotifSpreadsheet", "LeitmotifTable", "LeitmotifText"]),
  plugin(
    "ThemesReporter",
    [
      "LeitmotifDigest", "LeitmotifReliability", "LeitmotifTable", "LeitmotifText",
      "LeitmotifWorkbook", "LeitmotifYAML",
    ]),
  plugin("TurnSegmenter"),
]
let pluginNames: [Target.Dependency] = plugins.map { .byName(name: $0[0].name) }

let package = Package(
  name: "leitmotif",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "leitmotif", targets: ["leitmotif"]),
    .executable(name: "leitmotif-review", targets: ["leitmotif-review"]),
    .library(name: "LeitmotifAgreement", targets: ["LeitmotifAgreement"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // C libraries, each behind one Swift module.
    system("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev", brew: "libarchive"),
    system("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev", brew: "libxml2"),
    system("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
    system("CLibCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    system(
      "CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev", brew: "libxlsxwriter"),
    .systemLibrary(
      name: "CStemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .target(name: "CJemalloc"),
    .target(
      name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
  ] + library("LeitmotifModel")
    + library("LeitmotifAgreement")
    + library("LeitmotifArchive", ["LeitmotifModel", "CArchive"])
    + library("LeitmotifDigest", ["LeitmotifModel", "CLibCrypto"])
    + library("LeitmotifExchange", ["LeitmotifModel", "LeitmotifDigest", "LeitmotifPlugin"])
    + library("LeitmotifSQLite", ["LeitmotifModel", "CSQLite"])
    + library(
      "LeitmotifReview",
      ["LeitmotifModel", "LeitmotifCodebook", "LeitmotifStore", "LeitmotifTable"])
    + library(
      "LeitmotifReviewServer",
      [
        "LeitmotifModel", "LeitmotifAgreement", "LeitmotifCodebook", "LeitmotifReliability",
        "LeitmotifReview", "LeitmotifStore", "ThemesReporter", hummingbird, mustache,
      ], resources: [.embedInCode("Templates"), .embedInCode("Assets")])
    + library("LeitmotifTable", ["LeitmotifModel"])
    + library("LeitmotifSpreadsheet", ["LeitmotifArchive", "LeitmotifModel", "LeitmotifXML"])
    + library("LeitmotifText", ["LeitmotifModel", "CICU", "CStemmer"])
    + library("LeitmotifWorkbook", ["LeitmotifModel", "CXLSXWriter"])
    + library("LeitmotifXML", ["LeitmotifModel", "CLibXML2"])
    + library("LeitmotifYAML", ["LeitmotifModel", yams])
    + library("LeitmotifPlugin", ["LeitmotifModel", "LeitmotifTable", "LeitmotifYAML"])
    + library("LeitmotifLabels", ["LeitmotifModel", "LeitmotifPlugin", "LeitmotifText"])
    + library(
      "LeitmotifCodebook",
      ["LeitmotifModel", "LeitmotifText", "LeitmotifYAML", "LeitmotifDigest", "CPCRE2"])
    + library("LeitmotifReliability", ["LeitmotifModel", "LeitmotifAgreement", "LeitmotifTable"])
    + library(
      "LeitmotifCodebookFormats",
      [
        "LeitmotifModel", "LeitmotifText", "LeitmotifYAML", "LeitmotifTable", "LeitmotifXML",
        "LeitmotifDigest", "LeitmotifCodebook",
      ])
    + library("LeitmotifCrate", ["LeitmotifModel", "LeitmotifStore"])
    + library("LeitmotifDiscovery", ["LeitmotifModel", "LeitmotifText"])
    + library("LeitmotifStore", ["LeitmotifModel", "LeitmotifDigest", grdb, sqlite])
    + library(
      "LeitmotifPipeline",
      [
        "LeitmotifAgreement",
        "LeitmotifCodebook",
        "LeitmotifDigest",
        "LeitmotifExchange",
        "LeitmotifModel",
        "LeitmotifPlugin",
        "LeitmotifReliability",
        "LeitmotifStore",
        "LeitmotifTable",
        "LeitmotifText",
        "LeitmotifYAML",
      ])
    + plugins.flatMap { $0 }
    + library(
      "LeitmotifBuiltins",
      ["LeitmotifModel", "LeitmotifExchange", "LeitmotifPlugin", "LeitmotifYAML"] + pluginNames)
    + [
      .target(
        name: "LeitmotifTesting", dependencies: ["LeitmotifModel", "CSQLite"],
        swiftSettings: settings),
      .executableTarget(
        name: "leitmotif",
        dependencies: [
          "AdjudicateMerger",
          "CJemalloc",
          "LeitmotifAgreement",
          "LeitmotifBuiltins",
          "LeitmotifCodebook",
          "LeitmotifCodebookFormats",
          "LeitmotifCrate",
          "LeitmotifDigest",
          "LeitmotifDiscovery",
          "LeitmotifExchange",
          "LeitmotifModel",
          "LeitmotifPipeline",
          "LeitmotifPlugin",
          "LeitmotifReliability",
          "LeitmotifReview",
          "LeitmotifSpreadsheet",
          "LeitmotifStore",
          "LeitmotifTable",
          "LeitmotifText",
          "LeitmotifWorkbook",
          "LeitmotifYAML",
          "MarkupProjects",
          "PlainTextIngester",
          "RefiProjects",
          "SentenceSegmenter",
          "ThemesReporter",
          "TurnSegmenter",
          argumentParser,
        ],
        resources: [.embedInCode("FirstStudy")],
        swiftSettings: settings, linkerSettings: linking),
      .executableTarget(
        name: "leitmotif-review",
        dependencies: [
          "LeitmotifModel", "LeitmotifReview", "LeitmotifReviewServer", "LeitmotifStore",
          argumentParser,
        ],
        swiftSettings: settings, linkerSettings: linking),
      .testTarget(
        name: "EndToEndTests",
        dependencies: [
          "leitmotif", "leitmotif-review", "LeitmotifModel", "LeitmotifStore", "LeitmotifTesting",
        ],
        swiftSettings: settings),
      .testTarget(
        name: "RerunTests",
        dependencies: [
          "leitmotif", "LeitmotifModel", "LeitmotifBuiltins", "LeitmotifCodebook",
          "LeitmotifDigest", "LeitmotifPipeline", "LeitmotifPlugin", "LeitmotifStore",
          "LeitmotifTesting", "LeitmotifText",
        ],
        exclude: ["Frozen", "Stores"],
        swiftSettings: settings),
      .testTarget(
        name: "FuzzTests",
        dependencies: [
          "LeitmotifArchive", "LeitmotifBuiltins", "LeitmotifModel", "LeitmotifPlugin",
          "LeitmotifTesting", "LeitmotifYAML",
        ],
        swiftSettings: settings),
      .testTarget(
        name: "DocumentationTests",
        dependencies: [
          "leitmotif", "LeitmotifModel", "LeitmotifTesting", "LeitmotifBuiltins", "LeitmotifPlugin",
        ],
        swiftSettings: settings),
    ]
)
