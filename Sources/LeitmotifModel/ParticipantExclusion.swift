/// Codes of which a participant can have one only: those below a code that says `exclusive: participant`.
///
/// It is told of all final codings first, and says then which of them cannot all stand. What it keeps is who has what,
/// however many codings there are.
public struct ParticipantExclusion: Sendable {
  /// One participant with several codes of which only one can hold.
  public struct Conflict: Hashable, Sendable {
    /// The code above those that exclude each other.
    public let parent: Identifier<Code>
    /// The participant.
    public let participant: Identifier<Participant>
    /// The codes that the participant has, or has one below of, in the codebook's order: two at least.
    public let codes: [Identifier<Code>]

    /// Creates a conflict.
    public init(
      parent: Identifier<Code>, participant: Identifier<Participant>, codes: [Identifier<Code>]
    ) {
      self.parent = parent
      self.participant = participant
      self.codes = codes
    }
  }

  /// A code that excludes the others below its parent, by their places in the codebook.
  private struct Branch: Hashable, Comparable {
    let parent: Int
    let child: Int

    static func < (lhs: Self, rhs: Self) -> Bool {
      (lhs.parent, lhs.child) < (rhs.parent, rhs.child)
    }
  }

  private let tree: CodeTree
  /// For each code the branches that it is, or is below.
  private let branches: [[Branch]]
  /// Which branches each participant has, and whether a reviewer decided on a coding of it.
  private var held: [Identifier<Participant>: [Branch: Bool]] = [:]

  /// Finds the codes that exclude each other.
  ///
  /// - Returns: `nil` when there are none.
  public init?(_ codebook: Codebook) {
    guard codebook.codes.contains(where: { $0.exclusive == .participant }) else { return nil }
    let tree = CodeTree(codebook)
    self.tree = tree
    branches = codebook.codes.indices.map { place in
      tree.atOrAbove(place).compactMap { child in
        tree.parents[child].flatMap {
          codebook.codes[$0].exclusive == .participant ? Branch(parent: $0, child: child) : nil
        }
      }
    }
  }

  /// The codes of which a participant cannot have any two, in the codebook's order.
  public var codes: [Identifier<Code>] {
    tree.codes.indices.filter { !branches[$0].isEmpty }.map { tree.codes[$0] }
  }

  /// Takes in a final coding.
  ///
  /// - Parameters:
  ///   - code: Its code.
  ///   - participant: Whose words it is about.
  ///   - isDecided: Whether a reviewer decided on it.
  public mutating func add(
    _ code: Identifier<Code>, of participant: Identifier<Participant>, isDecided: Bool
  ) {
    guard let place = tree.place[code], !branches[place].isEmpty else { return }
    // Most codings say again what one before them said.
    for branch in branches[place] where isDecided || held[participant]?[branch] == nil {
      held[participant, default: [:]][branch] = isDecided
    }
  }

  /// Takes in the final codings of a transcript.
  public mutating func add(_ coded: CodedTranscript) {
    for final in coded.finals {
      guard let participant = coded.transcript.participant(at: final.coding.span.start) else {
        continue
      }
      add(final.coding.code, of: participant, isDecided: final.origin == .decision)
    }
  }

  /// The participants who have several codes of which only one can hold.
  public var participants: Set<Identifier<Participant>> {
    Set(
      held.filter { _, own in
        Dictionary(grouping: own.keys, by: \.parent).values.contains { $0.count > 1 }
      }.keys)
  }

  /// The conflicts because of which a final coding cannot stand.
  ///
  /// Where reviewers decided on codes of one branch only, what they decided stands, and the others conflict.
  ///
  /// - Parameters:
  ///   - code: The coding's code.
  ///   - participant: Whose words it is about.
  ///   - isDecided: Whether a reviewer decided on it.
  /// - Returns: One for each code above that says `exclusive: participant`; none where it can stand.
  public func conflicts(
    of code: Identifier<Code>, _ participant: Identifier<Participant>, isDecided: Bool
  ) -> [Conflict] {
    guard let place = tree.place[code], let own = held[participant] else { return [] }
    return branches[place].map(\.parent).compactMap { parent in
      let rivals = own.filter { $0.key.parent == parent }
      guard rivals.count > 1, !(isDecided && rivals.count(where: \.value) == 1) else { return nil }
      return Conflict(
        parent: tree.codes[parent], participant: participant,
        codes: rivals.keys.sorted().map { tree.codes[$0.child] })
    }
  }
}
