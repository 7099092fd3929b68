import LeitmotifModel

/// The key of a code in a codebook, made of a name that people gave it.
///
/// Letters and digits stay as they are, everything else becomes a hyphen: `Home tab (useful)` is `Home-tab-useful`.
public func codeKey(of name: String) -> String {
  var key = ""
  for scalar in name.unicodeScalars {
    let isWord =
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
      || scalar.properties.generalCategory == .nonspacingMark
    if isWord {
      key.unicodeScalars.append(scalar)
    } else if !key.isEmpty, key.last != "-" {
      key += "-"
    }
  }
  while key.last == "-" { key.removeLast() }
  return key.isEmpty ? "code" : key
}

extension ForeignProject {
  /// The names of a code and those above it, from the top; a name that is a path counts as several.
  public func path(ofCode code: Int) -> [String] {
    var names: [String] = []
    var place: Int? = code
    // Hostile files may have circles.
    var steps = 0
    while let current = place, steps < 64 {
      names = Self.parts(of: codes[current].name, separator: pathSeparator) + names
      place = codes[current].parent
      steps += 1
    }
    return names
  }

  private static func parts(of name: String, separator: String) -> [String] {
    guard !separator.isEmpty else { return [name] }
    let parts = name.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    // "Dr. Who" and "3.5" are names, "limitation.reliability" is a path.
    let isPath =
      parts.count > 1
      && parts.allSatisfy { part in
        guard let first = part.unicodeScalars.first, let last = part.unicodeScalars.last else {
          return false
        }
        return separator != "." || (first.properties.isAlphabetic && !last.properties.isWhitespace)
      }
    return isPath ? parts.map(trimmed) : [name]
  }
}

private func trimmed(_ text: String) -> String {
  var text = text[...]
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}
