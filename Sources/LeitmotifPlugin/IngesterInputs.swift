import LeitmotifModel
import LeitmotifYAML

/// The files that the settings of any ingester may name: `pseudonyms: key.csv`, and `speakers: speakers.csv`.
public struct IngesterInputs: Hashable, Sendable {
  private var pseudonyms = FileReference.none
  private var speakers = FileReference.none

  /// What every ingester takes besides its own settings, as documents show it.
  public static let settings: [SettingDescription] = [
    SettingDescription(
      name: "pseudonyms",
      summary: "A table `name,pseudonym`: each name becomes its pseudonym as the file is read.",
      type: .file, defaultValue: "")
  ]

  /// Takes the files out of an ingester's settings.
  ///
  /// - Returns: The files and the settings that are left; `nil` after something was reported.
  static func taken<C: StageConfiguration>(
    from node: YAMLNode?, _ configuration: C.Type, _ collector: DiagnosticCollector
  ) -> (IngesterInputs, YAMLNode?)? {
    guard let node, node.mapping != nil else { return (IngesterInputs(), node) }
    var inputs = IngesterInputs()
    var taken: Set<String> = []
    if let key = node["pseudonyms"] {
      guard let file = FileReference.read(key, reporting: collector) else { return nil }
      inputs.pseudonyms = file
      taken.insert("pseudonyms")
    }
    if C.self is any SpeakerMapped.Type, let table = node["speakers"], table.scalar != nil {
      guard let file = FileReference.read(table, reporting: collector) else { return nil }
      inputs.speakers = file
      taken.insert("speakers")
    }
    return (inputs, node.without(taken))
  }

  /// The key of pseudonyms; `nil` when the settings name none.
  ///
  /// - Throws: `Diagnostics` when it cannot be read.
  func key(setup: StageSetup) throws -> PseudonymKey? {
    guard pseudonyms != .none else { return nil }
    let source = try setup.read(pseudonyms)
    return try PseudonymKey(reading: source.bytes, path: source.path)
  }

  /// A configuration with the speakers of the table that the settings name, and with what stands for their names.
  ///
  /// - Throws: `Diagnostics` when the table cannot be read.
  func mapped<C: StageConfiguration>(
    _ configuration: C, key: PseudonymKey?, setup: StageSetup
  ) throws -> C {
    guard var mapped = configuration as? any SpeakerMapped else { return configuration }
    if speakers != .none {
      let source = try setup.read(speakers)
      mapped.speakers = try SpeakerTable.read(source.bytes, path: source.path)
    }
    mapped.speakers.pseudonyms = key
    return mapped as? C ?? configuration
  }

  /// Settings as data, with the files that are named.
  func adding(to settings: JSONValue) -> JSONValue {
    guard case .object(var values) = settings else { return settings }
    if pseudonyms != .none { values["pseudonyms"] = pseudonyms.value }
    if speakers != .none { values["speakers"] = speakers.value }
    return .object(values)
  }
}
