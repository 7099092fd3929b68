public import LeitmotifModel
public import LeitmotifYAML

/// Codes (or transcripts) by their ids, as a setting names them: `limitation.novelty`, `workflow.*`, `*`.
///
/// `*` stands for any letters or none, dots too: `workflow.*` is every code below `workflow`, not itself.
public struct CodePattern: SettingValue, Hashable {
  /// The pattern as it was written.
  public let written: String

  /// Creates a pattern.
  public init(_ written: String) {
    self.written = written
  }

  /// Every id.
  public static let any = CodePattern("*")

  /// Whether an id fits.
  public func matches<Named>(_ id: Identifier<Named>) -> Bool {
    let pattern = Array(written.utf8)
    let name = Array(id.rawValue.utf8)
    var (at, place) = (0, 0)
    // Where to go on when the letters after the last `*` do not fit: one letter further.
    var retry: (pattern: Int, name: Int)?
    while place < name.count {
      if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
        at += 1
        retry = (at, place)
      } else if at < pattern.count, pattern[at] == name[place] {
        at += 1
        place += 1
      } else if let (pattern, name) = retry {
        retry = (pattern, name + 1)
        (at, place) = (pattern, name + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  public static var settingType: SettingType { .text }
  public static func read(
    _ node: YAMLNode, reporting collector: DiagnosticCollector
  ) -> CodePattern? {
    String.read(node, reporting: collector).map(CodePattern.init)
  }
  public var value: JSONValue { .string(written) }
}

extension Codebook {
  /// The errors about patterns that no code fits.
  ///
  /// - Parameters:
  ///   - patterns: The patterns of a setting.
  ///   - setting: The setting's name, for the message.
  /// - Returns: One error for each such pattern.
  public func errors(inPatterns patterns: [CodePattern], of setting: String) -> [Diagnostic] {
    patterns.filter { pattern in
      pattern != .any && !codes.contains { pattern.matches($0.id) }
    }.map { pattern in
      .error(
        "unknown-code", "'\(setting)' names '\(pattern.written)', and no code fits",
        help: help(forUnknownCode: pattern.written))
    }
  }

  /// The help for a code that is not there: what became of it by the recorded steps, else the nearest name.
  ///
  /// - Parameter name: The id, or a pattern: `limitation.*`.
  /// - Returns: One sentence.
  public func help(forUnknownCode name: String) -> String {
    let isBelow = name.hasSuffix(".*")
    let id = Identifier<Code>(isBelow ? String(name.dropLast(2)) : name)
    switch fate(of: id) {
    case .code(let now) where now != id:
      let code = "\(now)\(isBelow ? ".*" : "")"
      return "it is '\(code)' now, by a step under 'migrations' of the codebook"
    case .split(_, let parts):
      let names = parts.map(\.rawValue).joined(separator: ", ")
      return "it was split into \(names): name what is meant"
    case .retired: return "it was retired by a step of the codebook: take it out here"
    case .code, .unknown:
      return helpForUnknown(name, known: codes.map(\.id.rawValue), called: "codes")
    }
  }
}
