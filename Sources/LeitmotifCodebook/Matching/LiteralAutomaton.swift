/// Finds the literals of all regular expressions in one walk over a text, whatever their case.
///
/// - Source: A. V. Aho, M. J. Corasick, "Efficient string matching: an aid to bibliographic search",
///   CACM 18 (1975), doi:10.1145/360825.360855.
struct LiteralAutomaton: Sendable {
  /// Where the literals of each owner end: for each owner the last byte's offsets, in order.
  typealias Places = [[Int]]

  private let ownerCount: Int
  /// The class of each byte; bytes of no literal are of class 0.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  /// For each state and class the next state.
  private var next: [Int32] = []
  /// For each state the owners of the literals that end there.
  private var owners = Buckets()
  private var hasOwners: [Bool] = []

  /// Creates the automaton.
  ///
  /// - Parameter literals: For each owner its literals, ASCII in small letters.
  init(_ literals: [[[UInt8]]]) {
    ownerCount = literals.count
    for byte in Set(literals.joined().joined()).sorted() {
      classes[Int(byte)] = UInt8(classCount)
      if (0x61...0x7A).contains(byte) { classes[Int(byte & 0xDF)] = UInt8(classCount) }
      classCount += 1
    }
    var ownersOfState: [[Int32]] = [[]]
    next = [Int32](repeating: 0, count: classCount)
    for (owner, literals) in literals.enumerated() {
      for literal in literals {
        var state = 0
        for byte in literal {
          let edge = state * classCount + Int(classes[Int(byte)])
          if next[edge] == 0 {
            next[edge] = Int32(ownersOfState.count)
            ownersOfState.append([])
            next.append(contentsOf: repeatElement(0, count: classCount))
          }
          state = Int(next[edge])
        }
        ownersOfState[state].append(Int32(owner))
      }
    }
    link(&ownersOfState)
    owners = Buckets(ownersOfState)
    hasOwners = ownersOfState.map { !$0.isEmpty }
  }

  /// Fills in where to go on when a literal breaks off, in order of depth.
  private mutating func link(_ ownersOfState: inout [[Int32]]) {
    var fallback = [Int](repeating: 0, count: ownersOfState.count)
    var queue = (0..<classCount).map { Int(next[$0]) }.filter { $0 != 0 }
    var place = 0
    while place < queue.count {
      let state = queue[place]
      place += 1
      ownersOfState[state].append(contentsOf: ownersOfState[fallback[state]])
      for kind in 0..<classCount {
        let edge = state * classCount + kind
        let other = next[fallback[state] * classCount + kind]
        if next[edge] == 0 {
          next[edge] = other
        } else {
          fallback[Int(next[edge])] = Int(other)
          queue.append(Int(next[edge]))
        }
      }
    }
  }

  /// Where the literals stand in a text.
  func places(in bytes: UnsafeBufferPointer<UInt8>) -> Places {
    var places = Places(repeating: [], count: ownerCount)
    guard classCount > 1 else { return places }
    next.withUnsafeBufferPointer { next in
      classes.withUnsafeBufferPointer { classes in
        var state = 0
        for offset in bytes.indices {
          state = Int(next[state &* classCount &+ Int(classes[Int(bytes[offset])])])
          if hasOwners[state] {
            owners.forEach(in: Int32(state)) { places[Int($0)].append(offset) }
          }
        }
      }
    }
    return places
  }
}
