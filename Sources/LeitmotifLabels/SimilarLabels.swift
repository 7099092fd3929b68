import LeitmotifModel
import LeitmotifPlugin

extension LabelledText {
  /// Warns of names that differ by a letter or two: they stay two people, unless a map joins them.
  func similarLabels(_ labels: Set<String>, in source: Source) -> [Diagnostic] {
    // Short labels and numbers differ by a letter and are meant to; of very many none is looked at.
    let names = labels.filter { $0.utf8.count >= 8 && !$0.contains(where: \.isNumber) }.sorted()
    guard names.count <= 100 else { return [] }
    var warnings: [Diagnostic] = []
    for (place, name) in names.enumerated() {
      for other in names[(place + 1)...] where Self.differLittle(name, other) {
        warnings.append(
          .warning(
            "similar-labels", "'\(name)' and '\(other)' are almost alike; they are kept apart",
            help: "if they are one person, give both the same participant under 'speakers'",
            at: SourceLocation(path: source.path)))
      }
    }
    return warnings
  }

  /// Whether one letter more, less or otherwise makes one name of the other.
  private static func differLittle(_ one: String, _ other: String) -> Bool {
    if knownRole(ofLabel: one) != nil || knownRole(ofLabel: other) != nil { return false }
    // "Speaker A" and "Speaker B" differ by a whole word.
    let words = zip(one.split(separator: " "), other.split(separator: " ")).filter { $0 != $1 }
    guard words.allSatisfy({ min($0.count, $1.count) >= 3 }) else { return false }
    let one = Array(one.lowercased().unicodeScalars)
    let other = Array(other.lowercased().unicodeScalars)
    guard abs(one.count - other.count) <= 1 else { return false }
    let front = zip(one, other).prefix { $0 == $1 }.count
    let back = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
    return front + back >= max(one.count, other.count) - 1
  }
}
