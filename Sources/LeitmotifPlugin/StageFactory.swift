public import LeitmotifModel
public import LeitmotifYAML

/// The kinds of stages, by the key that a pipeline file uses.
public enum StageKind: String, CaseIterable, Hashable, Sendable {
  case ingest, segment, classify, `import`, merge, report
}

/// A stage of any kind, ready to run.
public enum AnyStage: Sendable {
  case ingester(any Ingester)
  case segmenter(any Segmenter)
  case classifier(any Classifier)
  case importer(any Importer)
  case merger(any Merger)
  case reporter(any Reporter)
}

/// A kind of stage that a pipeline can name: what it is called, what can be set, and how to make one.
public struct StageFactory: Sendable {
  /// The kind of stage.
  public let kind: StageKind
  /// The name pipelines call the stage by.
  public let name: String
  /// What the stage does, as one sentence.
  public let summary: String
  /// The version of its output.
  public let version: Int
  /// What a user may set; worked out when somebody asks, for few runs do.
  public var settings: [SettingDescription] { describe() }
  /// The level that a segmenter makes; `nil` for other kinds.
  public let level: SegmentLevel?
  /// How likely a file is an ingester's or importer's; always `no` for other kinds.
  public let recognition: @Sendable (Source) -> Recognition

  private let describe: @Sendable () -> [SettingDescription]
  private let configure: @Sendable (YAMLNode?, DiagnosticCollector) -> ConfiguredStage?

  /// The factory of an ingester, which also takes `IngesterInputs.settings`.
  public init<S: Ingester>(_ type: S.Type) {
    self.init(type, .ingest, recognition: { S.recognition(of: $0) }) { node, collector in
      guard let (inputs, rest) = IngesterInputs.taken(from: node, S.Configuration.self, collector)
      else { return nil }
      var configuration = S.Configuration()
      if let rest {
        guard let read = S.Configuration.read(rest, reporting: collector) else { return nil }
        configuration = read
      }
      return ConfiguredStage(settings: inputs.adding(to: configuration.value)) {
        [configuration] setup in
        let key = try inputs.key(setup: setup)
        let mapped = try inputs.mapped(configuration, key: key, setup: setup)
        return .ingester(
          FinishedIngester(
            try S(configuration: mapped, setup: setup),
            speakers: (mapped as? any SpeakerMapped)?.speakers ?? SpeakerMap(), key: key))
      }
    }
  }

  /// The factory of a segmenter.
  public init<S: Segmenter>(_ type: S.Type) {
    self.init(type, .segment, level: S.level, wrap: { .segmenter($0) })
  }

  /// The factory of a classifier.
  public init<S: Classifier>(_ type: S.Type) {
    self.init(type, .classify, wrap: { .classifier($0) })
  }

  /// The factory of an importer.
  public init<S: Importer>(_ type: S.Type) {
    self.init(type, .import, recognition: { S.recognition(of: $0) }, wrap: { .importer($0) })
  }

  /// The factory of a merger.
  public init<S: Merger>(_ type: S.Type) {
    self.init(type, .merge, wrap: { .merger($0) })
  }

  /// The factory of a reporter.
  public init<S: Reporter>(_ type: S.Type) {
    self.init(type, .report, wrap: { .reporter($0) })
  }

  private init<S: Stage>(
    _ type: S.Type, _ kind: StageKind, level: SegmentLevel? = nil,
    recognition: @escaping @Sendable (Source) -> Recognition = { _ in .no },
    wrap: @escaping @Sendable (S) -> AnyStage
  ) {
    self.init(type, kind, level: level, recognition: recognition) { node, collector in
      var configuration = S.Configuration()
      if let node {
        guard let read = S.Configuration.read(node, reporting: collector) else { return nil }
        configuration = read
      }
      return ConfiguredStage(settings: configuration.value) { [configuration] setup in
        wrap(try S(configuration: configuration, setup: setup))
      }
    }
  }

  private init<S: Stage>(
    _ type: S.Type, _ kind: StageKind, level: SegmentLevel? = nil,
    recognition: @escaping @Sendable (Source) -> Recognition,
    configure: @escaping @Sendable (YAMLNode?, DiagnosticCollector) -> ConfiguredStage?
  ) {
    self.kind = kind
    self.level = level
    self.recognition = recognition
    self.configure = configure
    name = S.name
    summary = S.summary
    version = S.version
    describe = { S.Configuration.settings.map(\.description) }
  }

  /// Reads a stage's settings over its defaults.
  ///
  /// - Parameters:
  ///   - node: The value of `settings:`; `nil` for the defaults.
  ///   - collector: Is told what is wrong.
  /// - Returns: `nil` after something was reported.
  public func configured(
    by node: YAMLNode?, reporting collector: DiagnosticCollector
  ) -> ConfiguredStage? {
    configure(node, collector)
  }
}

/// A stage whose settings are known and checked.
public struct ConfiguredStage: Sendable {
  /// The settings, defaults filled in.
  public let settings: JSONValue

  /// Makes the stage.
  ///
  /// - Throws: `Diagnostics` when something that the settings name cannot be used.
  public let make: @Sendable (StageSetup) throws -> AnyStage
}
