import LeitmotifExchange

/// Names of texts or coders as names of files: each another, without what parts folders or cannot stand in a name.
struct MemberNames {
  /// What is named, in the plural, for the report of what is lost.
  let kind: String
  private var names: [String: String] = [:]
  private var taken: Set<String> = []

  init(of kind: String) {
    self.kind = kind
  }

  /// The name of the file for a text or a coder; what is changed of it is counted.
  mutating func name(for name: String, _ losses: inout LossCount) -> String {
    if let known = names[name] { return known }
    var safe = ""
    for scalar in name.unicodeScalars {
      safe.unicodeScalars.append(Self.isSafe(scalar) ? scalar : "_")
    }
    if ["", ".", ".."].contains(safe) { safe = "_" }
    let base = safe
    var number = 2
    while !taken.insert(safe).inserted {
      safe = "\(base)-\(number)"
      number += 1
    }
    if safe != name {
      losses.add(
        "names of \(kind)",
        base == name ? "another file is called so" : "a file cannot be called so")
    }
    names[name] = safe
    return safe
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0x7F && !["/", "\\", ":"].contains(scalar)
  }
}
