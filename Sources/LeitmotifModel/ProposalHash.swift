/// What a reviewer saw of one place, as a short text that a decision remembers.
///
/// It is made of who proposed which span with which attributes, so that it changes when a decision has to be
/// looked at again, and only then. All classifiers are one voice and rules have no part in it: what another
/// rule finds at the same place is the same proposal. Spans count from where the first one begins: a
/// correction elsewhere in the transcript changes nothing.
///
/// - Parameters:
///   - proposals: The codings of one code at one place, in any order.
///   - coders: Who the coders are; one that is not in it counts as a person, unless a rule coded.
/// - Returns: Sixteen hexadecimal digits (64-bit FNV-1a).
public func proposalHash(
  of proposals: [Coding], coders: [Identifier<Coder>: Coder]
) -> String {
  let origin = proposals.map(\.span.start).min() ?? 0
  // Bytes, not strings: two strings are equal when they merely look alike.
  let lines: Set<[UInt8]> = Set(
    proposals.map { proposal in
      let who = proposal.isByMachine(among: coders) ? ["machine"] : ["person", "\(proposal.coder)"]
      let place = ["\(proposal.span.start - origin)", "\(proposal.span.end - origin)"]
      let attributes = proposal.attributes.pairs.flatMap { [$0.name, $0.value] }
      return (who + place + attributes).flatMap { Array($0.utf8) + [0] }
    })
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for line in lines.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
    for byte in line + [0x0A] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

extension Coding {
  /// Whether a classifier made the coding.
  ///
  /// A coder who is not among the known ones counts as a person, unless a rule coded.
  public func isByMachine(among coders: [Identifier<Coder>: Coder]) -> Bool {
    coders[coder].map { $0.kind == .machine } ?? (rule != nil)
  }
}
