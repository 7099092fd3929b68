import LeitmotifModel

/// Looks at which lists hold which, so that none holds itself and none grows without bound.
struct ListNesting {
  /// What is wrong with a list.
  struct Problem {
    let list: String
    let id: String
    let message: String
    let help: String
  }

  private static let deepest = 32
  private static let largest = 1_000_000

  /// How far a list is looked at.
  private enum State {
    case open
    case done(words: Int)
  }

  private let names: [String]
  private var counts: [String: Int] = [:]
  private var inner: [String: [String]] = [:]

  init(of lists: [String: [PlacedPattern]], in names: [String]) {
    self.names = names
    for (name, patterns) in lists {
      for case .list(let other) in patterns.map(\.pattern) where lists[other] != nil {
        inner[name, default: []].append(other)
      }
      counts[name] = patterns.count - (inner[name]?.count ?? 0)
    }
  }

  /// What is wrong, each list at most once.
  func problems() -> [Problem] {
    var states: [String: State] = [:]
    var found: [Problem] = []
    for name in names { _ = words(of: name, path: [], &states, &found) }
    return found
  }

  /// The number of words that a list stands for, those of its lists with it.
  private func words(
    of name: String, path: [String], _ states: inout [String: State], _ found: inout [Problem]
  ) -> Int {
    switch states[name] {
    case .done(let words): return words
    case .open:
      let cycle = (path.drop { $0 != name } + [name]).map { "@\($0)" }.joined(separator: " → ")
      found.append(
        Problem(
          list: name, id: "list-cycle", message: "the list holds itself: \(cycle)",
          help: "take one of them out of the other"))
      return 0
    case nil: break
    }
    guard path.count < Self.deepest else {
      found.append(
        Problem(
          list: name, id: "list-too-deep",
          message: "more than \(Self.deepest) lists stand one inside the other",
          help: "write the words into fewer lists"))
      states[name] = .done(words: 0)
      return 0
    }
    states[name] = .open
    var total = counts[name] ?? 0
    for other in inner[name] ?? [] {
      total += words(of: other, path: path + [name], &states, &found)
    }
    if total > Self.largest {
      found.append(
        Problem(
          list: name, id: "list-too-large",
          message:
            "with the lists in it the list has \(total) words; at most \(Self.largest) are read",
          help: "take lists out that stand in it more than once"))
      total = 0
    }
    states[name] = .done(words: total)
    return total
  }
}
