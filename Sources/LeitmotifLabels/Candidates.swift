/// Everything in a file that looks like a label, by how it is laid out.
struct Candidates {
  private var byLayout: [[LabelCandidate]] = LabelStyle.Layout.allCases.map { _ in [] }
  /// The labels that they have.
  private(set) var table = LabelTable()
  /// How many paragraphs the file has.
  var paragraphCount = 0

  /// The candidates of a layout, in the order of the lines.
  subscript(layout: LabelStyle.Layout) -> [LabelCandidate] { byLayout[layout.rawValue] }

  /// Adds a candidate, unless its line has one of that layout already.
  mutating func add(_ candidate: LabelCandidate) {
    let layout = candidate.style.layout.rawValue
    guard byLayout[layout].last?.line != candidate.line else { return }
    var candidate = candidate
    candidate.number = table.number(of: candidate.label)
    byLayout[layout].append(candidate)
  }

  /// Gives the candidates of a layout other labels.
  mutating func rename(_ layout: LabelStyle.Layout, _ newLabel: (String) -> String?) {
    for place in byLayout[layout.rawValue].indices {
      guard let label = newLabel(byLayout[layout.rawValue][place].label) else { continue }
      byLayout[layout.rawValue][place].label = label
      byLayout[layout.rawValue][place].number = table.number(of: label)
    }
  }
}
