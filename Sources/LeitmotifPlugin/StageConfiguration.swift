public import LeitmotifModel
public import LeitmotifYAML

/// What a user may set of a stage: plain properties, each with a default.
///
/// One declaration serves reading, checking, the reference page and the JSON Schema:
///
/// ```swift
/// struct Configuration: StageConfiguration {
///   var minimumWords = 3
///
///   static let settings: [Setting<Self>] = [
///     Setting("minimumWords", \.minimumWords, "Shorter sentences join the one before them.")
///   ]
/// }
/// ```
public protocol StageConfiguration: SettingValue {
  /// The configuration of someone who sets nothing.
  init()

  /// The settings, in the order of the reference page.
  static var settings: [Setting<Self>] { get }

  /// What is wrong although every type is right; empty when nothing is.
  func validate() -> [SettingProblem]
}

extension StageConfiguration {
  /// Finds nothing wrong.
  public func validate() -> [SettingProblem] { [] }

  public static var settingType: SettingType { .settings(settings.map(\.description)) }

  /// Reads settings over the defaults; unknown names, wrong types and what `validate` finds are reported.
  public static func read(_ node: YAMLNode, reporting collector: DiagnosticCollector) -> Self? {
    guard let entries = node.mapping else { return refuse(node, collector) }
    var result = Self()
    let before = collector.diagnostics.all.count
    for entry in entries {
      guard let setting = settings.first(where: { $0.description.name == entry.name }) else {
        let known = settings.map(\.description.name)
        collector.report(
          entry.key.error(
            "unknown-setting", "there is no setting '\(entry.name)'",
            help: helpForUnknown(entry.name, known: known, called: "settings")))
        continue
      }
      setting.read(entry.value, &result, collector)
    }
    if collector.diagnostics.all.count == before {
      for problem in result.validate() {
        collector.report(
          (node[problem.setting] ?? node).error(
            "invalid-setting", problem.message, help: problem.help))
      }
    }
    return collector.diagnostics.all.count == before ? result : nil
  }

  /// The settings as data, defaults filled in.
  public var value: JSONValue {
    var values: [String: JSONValue] = [:]
    for setting in Self.settings { values[setting.description.name] = setting.value(self) }
    return .object(values)
  }
}

/// One setting of a configuration: its name, what it does, and where it is kept.
public struct Setting<Root: StageConfiguration>: Sendable {
  /// The setting as documents show it.
  public let description: SettingDescription

  let read: @Sendable (YAMLNode, inout Root, DiagnosticCollector) -> Void
  let value: @Sendable (Root) -> JSONValue

  /// Declares a setting.
  ///
  /// - Parameters:
  ///   - name: The property's own name, in camel case.
  ///   - path: The property.
  ///   - summary: What it does, in a sentence.
  public init<Kept: SettingValue>(
    _ name: String, _ path: any WritableKeyPath<Root, Kept> & Sendable, _ summary: String
  ) {
    description = SettingDescription(
      name: name, summary: summary, type: Kept.settingType,
      defaultValue: Root()[keyPath: path].value)
    read = { node, root, collector in
      if let value = Kept.read(node, reporting: collector) { root[keyPath: path] = value }
    }
    value = { $0[keyPath: path].value }
  }

  /// Declares a setting of a configuration that is kept within another.
  ///
  /// - Parameters:
  ///   - inner: The setting of the configuration within.
  ///   - path: Where that configuration is kept.
  public init<Inner: StageConfiguration>(
    _ inner: Setting<Inner>, within path: any WritableKeyPath<Root, Inner> & Sendable
  ) {
    description = SettingDescription(
      name: inner.description.name, summary: inner.description.summary,
      type: inner.description.type, defaultValue: inner.value(Root()[keyPath: path]))
    read = { node, root, collector in inner.read(node, &root[keyPath: path], collector) }
    value = { inner.value($0[keyPath: path]) }
  }
}

/// A setting as documents show it.
public struct SettingDescription: Hashable, Sendable {
  /// The setting's name.
  public let name: String
  /// What it does, in a sentence.
  public let summary: String
  /// What it holds.
  public let type: SettingType
  /// What it holds when nobody sets it.
  public let defaultValue: JSONValue
}

/// What `StageConfiguration.validate` finds wrong.
public struct SettingProblem: Hashable, Sendable {
  /// The setting that is wrong.
  public let setting: String
  /// What is wrong with it: a clause.
  public let message: String
  /// How to mend it.
  public let help: String

  /// Creates a problem.
  public init(_ setting: String, _ message: String, help: String = "") {
    self.setting = setting
    self.message = message
    self.help = help
  }
}

/// The configuration of a stage that has nothing to set.
public struct NoSettings: StageConfiguration, Hashable {
  public init() {}
  public static let settings: [Setting<NoSettings>] = []
}
