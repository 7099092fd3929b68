extension YAMLSource {
  /// Where an alias stands as a key (`*name : …`), in a file that has anchors.
  ///
  /// Aliases are refused once the file is parsed; but Yams hashes keys while it parses, and the hash of an
  /// alias of aliases takes longer than anybody waits.
  var aliasedKey: (line: Int, column: Int)? {
    guard lines.contains(where: { Self.place(of: "&", in: $0, asKey: false) != nil }) else {
      return nil
    }
    for (index, line) in lines.enumerated() {
      if let place = Self.place(of: "*", in: line, asKey: true) { return (index + 1, place) }
    }
    return nil
  }

  /// The column of the first sign that begins a name, perhaps one with a colon behind.
  private static func place(of sign: Unicode.Scalar, in line: String, asKey: Bool) -> Int? {
    guard line.unicodeScalars.contains(sign) else { return nil }
    let scalars = Array(line.unicodeScalars)
    return scalars.indices.first { index in
      guard scalars[index] == sign, index == 0 || " [{,".unicodeScalars.contains(scalars[index - 1])
      else { return false }
      let rest = scalars[(index + 1)...]
      let name = rest.prefix { $0 != " " && $0 != "," && $0 != "]" && $0 != "}" }
      guard !name.isEmpty else { return false }
      guard asKey else { return true }
      // A key begins a line, an item or a mapping; elsewhere the sign is a part of some text.
      let before = scalars[..<index].last { $0 != " " }
      return (before.map { "-?[{,".unicodeScalars.contains($0) } ?? true)
        && rest.dropFirst(name.count).first { $0 != " " } == ":"
    }.map { $0 + 1 }
  }
}
