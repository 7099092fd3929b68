import LeitmotifModel
import LeitmotifPlugin

/// Full names that define a short label: `Pieter Wuille (PW): …`, and `PW: …` from there on.
struct Aliases {
  /// The roles that the full names say, by the short labels: `Interviewer (AB)` asks.
  private(set) var roles: [String: Role] = [:]
  private var shortByFull: [String: String] = [:]

  /// Looks through the labels of a file.
  init(_ candidates: [LabelCandidate], in table: LabelTable) {
    let isThere = table.numbers(of: candidates)
    let labels = Set(table.labels.indices.lazy.filter { isThere[$0] }.map { table.labels[$0] })
    // In their order: of two names for one label the first counts, in every run.
    for label in labels.sorted() {
      guard let (name, short) = Self.parts(of: label) else { continue }
      // `ROSA (laughs)` is how Rosa speaks.
      if labels.contains(name), short.first?.isLowercase == true {
        shortByFull[label] = name
        continue
      }
      guard Self.isShort(short), labels.contains(short) || Self.areInitials(short, of: name) else {
        continue
      }
      shortByFull[label] = short
      shortByFull[name] = short
      roles[short] = roles[short] ?? knownRole(ofLabel: name)
    }
  }

  /// Gives every candidate its short label.
  func apply(to candidates: inout Candidates) {
    guard !shortByFull.isEmpty else { return }
    candidates.rename(.colons) { shortByFull[$0] }
  }

  /// `Pieter Wuille` and `PW` of `Pieter Wuille (PW)`.
  private static func parts(of label: String) -> (name: String, short: String)? {
    guard label.hasSuffix(")"), let bracket = label.lastIndex(of: "(") else { return nil }
    let short = label[label.index(after: bracket)...].dropLast()
    var name = label[..<bracket]
    while name.last == " " { name.removeLast() }
    return name.isEmpty || short.isEmpty ? nil : (String(name), String(short))
  }

  private static func isShort(_ name: String) -> Bool {
    name.count <= 6 && !name.contains(" ")
  }

  private static func areInitials(_ short: String, of name: String) -> Bool {
    let initials = name.split { $0 == " " || $0 == "-" }.compactMap(\.first).map { $0.uppercased() }
    return short.count > 1 && short.map { String($0) } == initials
  }
}
