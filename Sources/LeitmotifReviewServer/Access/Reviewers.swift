public import LeitmotifModel

/// The people who may review, each with a secret of their own in the address that they were given.
public struct Reviewers: Sendable {
  /// One reviewer.
  public struct Entry: Sendable {
    /// The name that their decisions carry.
    public let name: Identifier<Coder>
    /// What their address ends with; whoever knows it decides in their name.
    public let token: String
  }

  /// Everyone, in the order in which they were named.
  public let all: [Entry]

  /// Gives each name a token of 128 random bits.
  public init(_ names: [String]) {
    all = names.map { name in
      let random = (0..<2).map { _ in UInt64.random(in: .min ... .max) }
      let digits = random.map { number in
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
      }
      return Entry(name: Identifier(name), token: digits.joined())
    }
  }

  /// Whose token it is; `nil` for nobody's.
  ///
  /// It takes as long for one that is nearly right.
  func name(withToken token: some StringProtocol) -> Identifier<Coder>? {
    let given = Array(token.utf8)
    var found: Identifier<Coder>?
    for entry in all {
      let own = Array(entry.token.utf8)
      guard given.count == own.count else { continue }
      let difference = zip(given, own).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
      if difference == 0 { found = entry.name }
    }
    return found
  }
}
