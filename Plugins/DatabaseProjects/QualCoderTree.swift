import LeitmotifExchange

/// QualCoder's categories and codes, each below another one as its row says.
struct QualCoderTree {
  /// A row of one of the two tables.
  enum Key: Hashable {
    case category(Int)
    case code(Int)
  }

  private var items: [(key: Key, parent: Key?, code: ForeignCode)] = []

  /// Adds a row, in any order.
  mutating func add(_ key: Key, below parent: Key?, _ code: ForeignCode) {
    items.append((key, parent, code))
  }

  /// The codes with each parent before its children, their places, and how many circles had to be broken.
  ///
  /// A code may have been made before the one that it was moved below later; a damaged project may have circles.
  func sorted() -> (codes: [ForeignCode], places: [Key: Int], broken: Int) {
    let itemOf = Dictionary(items.enumerated().map { ($1.key, $0) }) { first, _ in first }
    var codes: [ForeignCode] = []
    var places: [Key: Int] = [:]
    var broken = 0
    for item in items {
      // The way up, as far as it is new.
      var way: [Key] = []
      var seen: Set<Key> = []
      var next: Key? = item.key
      while let key = next, places[key] == nil, let place = itemOf[key] {
        guard seen.insert(key).inserted else {
          broken += 1
          break
        }
        way.append(key)
        next = items[place].parent
      }
      for key in way.reversed() {
        guard let place = itemOf[key] else { continue }
        var code = items[place].code
        code.parent = items[place].parent.flatMap { places[$0] }
        places[key] = codes.count
        codes.append(code)
      }
    }
    return (codes, places, broken)
  }
}
