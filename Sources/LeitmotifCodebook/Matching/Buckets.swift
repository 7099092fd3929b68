/// Lists of numbers, one for each number from 0, kept in one piece of memory.
struct Buckets: Sendable {
  private var bounds: [Int32] = [0]
  private var members: [Int32] = []

  /// Creates no list.
  init() {}

  /// Creates lists.
  init(_ lists: [[Int32]]) {
    for list in lists { append(list) }
  }

  /// How many lists there are.
  var count: Int32 { Int32(bounds.count - 1) }

  /// Adds a list behind the last one.
  mutating func append(_ list: [Int32]) {
    members.append(contentsOf: list)
    bounds.append(Int32(members.count))
  }

  /// Hands out the members of one list.
  @inline(__always)
  func forEach(in number: Int32, _ body: (Int32) -> Void) {
    for index in bounds[Int(number)]..<bounds[Int(number) + 1] { body(members[Int(index)]) }
  }
}
