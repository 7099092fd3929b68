/// The codes of a codebook as a tree: who is above whom, and what is below.
///
/// What is true of a code is true of those above it: a participant who raised `limitation.novelty` raised
/// `limitation`. Everything that counts participants rolls up by this one tree.
public struct CodeTree: Sendable {
  /// The codes, in the codebook's order.
  public let codes: [Identifier<Code>]

  /// The place of each code among the codebook's.
  public let place: [Identifier<Code>: Int]

  /// The place of the code above each code; `nil` at the top.
  public let parents: [Int?]

  /// How many codes are above each code.
  public let depths: [Int]

  /// Builds the tree; a code whose parent the codebook lacks stands at the top.
  public init(_ codebook: Codebook) {
    let codes = codebook.codes
    let place = Dictionary(codes.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var parents: [Int?] = []
    var depths: [Int] = []
    for (index, code) in codes.enumerated() {
      // A parent stands before its children; what does not would make a circle.
      let parent = code.parent.flatMap { place[$0] }.flatMap { $0 < index ? $0 : nil }
      parents.append(parent)
      depths.append(parent.map { depths[$0] + 1 } ?? 0)
    }
    (self.place, self.parents, self.depths) = (place, parents, depths)
    self.codes = codes.map(\.id)
  }

  /// The code's own place and those of the codes above it, from below.
  public func atOrAbove(_ place: Int) -> some Sequence<Int> {
    sequence(first: place) { parents[$0] }
  }

  /// A code and those above it, from below; nothing for a code that the codebook lacks.
  public func atOrAbove(_ code: Identifier<Code>) -> [Identifier<Code>] {
    place[code].map { atOrAbove($0).map { codes[$0] } } ?? []
  }

  /// How many codes behind this one, in the codebook's order, are below it.
  public func countBelow(_ place: Int) -> Int {
    depths[(place + 1)...].prefix { $0 > depths[place] }.count
  }
}
