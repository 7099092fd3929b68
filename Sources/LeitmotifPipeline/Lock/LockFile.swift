public import LeitmotifModel

/// All that a result rests on and what it came to, one fact a line: the file beside a pipeline that git keeps.
///
/// The lines are sorted and each says its whole name, so that two branches merge line by line. Neither time,
/// host nor duration is in it: the same study gives the same bytes everywhere.
public struct LockFile: Hashable, Sendable {
  /// The facts by name.
  public var facts: [String: String]

  static let head = "leitmotif-lock 1"

  /// Creates a lock of some facts.
  public init(_ facts: [String: String] = [:]) {
    self.facts = facts
  }

  /// The file's text.
  public var text: String {
    let names = facts.keys.sorted { $0.precedesBytewise($1) }
    return Self.head + "\n" + names.map { "\($0) = \(facts[$0] ?? "")\n" }.joined()
  }

  /// Reads a lock.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - path: The file, for messages.
  /// - Throws: `Diagnostics` when it is no lock, or a line cannot be read.
  public init(reading text: String, path: String) throws(Diagnostics) {
    // git may have given the file the line ends of Windows.
    let text = text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == Self.head[...] else {
      throw Diagnostics(
        .error(
          "lock-syntax", "the file does not begin with '\(Self.head)'",
          help: "it is made by 'leitmotif run': delete it, and run the pipeline again",
          at: SourceLocation(path: path, line: 1)))
    }
    facts = [:]
    for (place, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      // A file's name may hold the sign, a value never does.
      guard let sign = line.ranges(of: " = ").last else {
        throw Diagnostics(
          .error(
            "lock-syntax", "the line is no fact: 'name = value'",
            help: line.hasPrefix("<<<<<<<") || line.hasPrefix("=======")
              ? "git left a conflict; 'leitmotif run' writes the file anew"
              : "it is made by 'leitmotif run': delete it, and run the pipeline again",
            at: SourceLocation(path: path, line: place + 1)))
      }
      facts[String(line[..<sign.lowerBound])] = String(line[sign.upperBound...])
    }
  }

  /// One fact that two locks say otherwise.
  public struct Difference: Hashable, Sendable {
    /// The fact's name.
    public let name: String
    /// What the one says; `nil` when it does not have the fact.
    public let before: String?
    /// What the other says; `nil` when it does not have the fact.
    public let now: String?
  }

  /// The facts that another lock says otherwise, sorted by name.
  ///
  /// - Parameters:
  ///   - other: The other lock.
  ///   - isCounted: Which facts count.
  /// - Returns: The differences.
  public func differences(
    from other: LockFile, where isCounted: (String) -> Bool = { _ in true }
  ) -> [Difference] {
    Set(facts.keys).union(other.facts.keys).filter { facts[$0] != other.facts[$0] && isCounted($0) }
      .sorted { $0.precedesBytewise($1) }
      .map { Difference(name: $0, before: facts[$0], now: other.facts[$0]) }
  }

  /// Puts two locks together that came from one.
  ///
  /// A fact that one side changed is as that side has it. A fact that both changed is left out: what it is,
  /// only a run of the merged study can say.
  ///
  /// - Parameters:
  ///   - ours: One side.
  ///   - theirs: The other.
  ///   - base: What both came from.
  /// - Returns: The merged lock, and the names of the facts that were left out, sorted.
  public static func merged(
    _ ours: LockFile, _ theirs: LockFile, base: LockFile
  ) -> (lock: LockFile, leftOut: [String]) {
    var merged: [String: String] = [:]
    var leftOut: [String] = []
    for name in Set(ours.facts.keys).union(theirs.facts.keys) {
      let (one, other, before) = (ours.facts[name], theirs.facts[name], base.facts[name])
      if one == other || other == before {
        merged[name] = one
      } else if one == before {
        merged[name] = other
      } else {
        leftOut.append(name)
      }
    }
    return (LockFile(merged), leftOut.sorted())
  }
}
