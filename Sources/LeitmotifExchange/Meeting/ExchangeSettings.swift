public import LeitmotifModel
public import LeitmotifPlugin

/// What a user may say of any foreign project.
public struct ExchangeSettings: StageConfiguration, Hashable {
  /// What happens to a code that the study does not have.
  public enum UnknownCodes: String, SettingChoice, Hashable {
    /// The file is refused, with all such codes.
    case refuse
    /// Their codings are left out and counted.
    case leaveOut = "leave-out"
  }

  /// How offsets count.
  public enum Offsets: String, SettingChoice, Hashable {
    /// As the quotations show.
    case auto
    /// In Unicode code points.
    case codePoints = "code-points"
    /// In UTF-16 code units.
    case utf16
    /// In UTF-8 bytes.
    case bytes
  }

  /// Who coded what names nobody; empty for the file's name without its ending.
  public var coder = ""
  /// The coders' names in the study, by their names in the file.
  public var coders: [String: String] = [:]
  /// The codes' ids in the study, by their names in the file.
  public var codes: [String: String] = [:]
  /// What happens to a code that the study does not have.
  public var unknownCodes = UnknownCodes.refuse
  /// How offsets count.
  public var offsets = Offsets.auto

  /// Creates the settings of someone who sets nothing.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting(
      "coder", \.coder,
      "Who coded what names nobody; the file's name without its ending when empty."),
    Setting("coders", \.coders, "The coders' names in the study, by their names in the file."),
    Setting("codes", \.codes, "The codes' ids in the study, by their names in the file."),
    Setting(
      "unknownCodes", \.unknownCodes,
      "What happens to codes that the codebook does not have: `refuse` the file, or `leave-out`."),
    Setting(
      "offsets", \.offsets,
      "How places are counted; `auto` finds out by what the file quotes."),
  ]

  /// The settings for a configuration that holds them among others.
  public static func settings<Root: StageConfiguration>(
    at path: any WritableKeyPath<Root, ExchangeSettings> & Sendable
  ) -> [Setting<Root>] {
    settings.map { Setting($0, within: path) }
  }

  /// The reading of offsets that the user asks for; `nil` to find out.
  public var reading: OffsetReading? {
    switch offsets {
    case .auto: nil
    case .codePoints: OffsetReading(.codePoints)
    case .utf16: OffsetReading(.utf16)
    case .bytes: OffsetReading(.bytes)
    }
  }

  /// The name in the study of somebody whom a file calls so.
  public func coder(called name: String, in source: Source) -> Identifier<Coder> {
    let name = name.isEmpty ? (coder.isEmpty ? source.stem : coder) : name
    return Identifier(coders[name] ?? name)
  }
}
