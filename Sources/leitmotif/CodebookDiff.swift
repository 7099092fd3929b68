import ArgumentParser
import LeitmotifCodebook
import LeitmotifModel

/// `leitmotif codebook diff`: says how a codebook changed.
struct CodebookDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what became of codes and rules between two codebooks.",
    discussion: """
      Codes are known again by their uid, else by the steps recorded under 'migrations:', else by their id, else \
      by what they say and find. A rule is listed when it finds something else than before, be it through a list \
      or a cue that it uses.
      """)

  @Argument(help: "The earlier codebook.", completion: .file())
  var old: String

  @Argument(help: "The later codebook.", completion: .file())
  var new: String

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    let comparison = CodebookComparison(
      of: try readCodebook(old).codebook, and: try readCodebook(new).codebook)
    if json {
      printJSON([
        "codes": .list(comparison.codes.map(Self.json)),
        "rules": .list(comparison.rules.map(Self.json)),
        "unchanged": [
          "codes": .integer(comparison.unchangedCodes),
          "rules": .integer(comparison.unchangedRules),
        ],
      ])
      return
    }
    let rows = comparison.codes.map(Self.row) + comparison.rules.map(Self.row)
    if !rows.isEmpty { print(textTable(rows)) }
    print(
      "\(comparison.isEmpty ? "nothing changed: " : "")\(counted(comparison.unchangedCodes, "code")) and "
        + "\(counted(comparison.unchangedRules, "rule")) as before")
  }

  private static func row(_ change: CodebookComparison.CodeChange) -> [String] {
    let from = change.from.map(\.rawValue).joined(separator: ", ")
    let to = change.to.map(\.rawValue).joined(separator: ", ")
    return switch change.kind {
    case .added: ["added", to]
    case .removed: ["removed", from]
    case .edited: ["edited", to, change.parts.joined(separator: ", ")]
    default: [change.kind.rawValue, "\(from) → \(to)"]
    }
  }

  private static func row(_ change: CodebookComparison.RuleChange) -> [String] {
    let from = change.from?.rawValue ?? ""
    let to = change.to?.rawValue ?? ""
    return switch change.kind {
    case .added: ["rule added", to]
    case .removed: ["rule removed", from]
    case .renamed: ["rule renamed", "\(from) → \(to)"]
    case .meaning:
      [
        "rule changed", to,
        (change.newWords.map { "+ \($0)" } + change.lostWords.map { "- \($0)" } + change.parts)
          .joined(separator: ", "),
      ]
    }
  }

  private static func json(_ change: CodebookComparison.CodeChange) -> JSONValue {
    [
      "change": .string(change.kind.rawValue),
      "from": .list(change.from.map { .string($0.rawValue) }),
      "to": .list(change.to.map { .string($0.rawValue) }),
      "parts": .list(change.parts.map { .string($0) }),
    ]
  }

  private static func json(_ change: CodebookComparison.RuleChange) -> JSONValue {
    [
      "change": .string(change.kind.rawValue), "from": .optional(change.from?.rawValue),
      "to": .optional(change.to?.rawValue),
      "newWords": .list(change.newWords.map { .string($0) }),
      "lostWords": .list(change.lostWords.map { .string($0) }),
      "parts": .list(change.parts.map { .string($0) }),
    ]
  }
}
