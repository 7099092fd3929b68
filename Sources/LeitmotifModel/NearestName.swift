/// The help for a name that nobody knows: the nearest known one, else the list of all.
public func helpForUnknown(_ name: String, known: [String], called plural: String) -> String {
  if let nearest = nearestName(to: name, among: known) { return "did you mean '\(nearest)'?" }
  guard !known.isEmpty else { return "there are no \(plural)" }
  let shown = known.prefix(40).joined(separator: ", ")
  return "\(plural): \(shown)" + (known.count > 40 ? ", and \(known.count - 40) more" : "")
}

/// The known name that is nearest to a misspelled one.
///
/// - Source: the optimal string alignment distance: F. J. Damerau, "A technique for computer detection and
///   correction of spelling errors", CACM 7 (1964), doi:10.1145/363958.363994.
/// - Returns: `nil` when none is within a third of the name's length (at least one) of it.
public func nearestName(to name: String, among known: [String]) -> String? {
  let letters = Array(name.unicodeScalars)
  let limit = max(1, letters.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in known {
    let other = Array(candidate.unicodeScalars)
    guard abs(other.count - letters.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.name
}

/// How many letters to insert, delete, replace or swap with their neighbour, to turn one word into the other.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1] + Array(repeating: 0, count: right.count)
    for column in right.indices {
      let same = left[row] == right[column]
      current[column + 1] = min(
        previous[column + 1] + 1, current[column] + 1, previous[column] + (same ? 0 : 1))
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        current[column + 1] = min(current[column + 1], beforePrevious[column - 1] + 1)
      }
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}
