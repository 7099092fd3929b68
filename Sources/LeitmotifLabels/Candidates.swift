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
  mutating func add(_ candidate: LabelCandidate, in bytes: TextBytes) {
    let layout = candidate.style.layout.rawValue
    guard byLayout[layout].last?.line != candidate.line else { return }
    var candidate = candidate
    candidate.number = table.number(of: candidate.name, in: bytes)
    byLayout[layout].append(candidate)
  }

  /// Gives the candidates of a layout other labels.
  mutating func rename(_ layout: LabelStyle.Layout, _ newLabel: (String) -> String?) {
    let newNumbers = table.labels.map { label in newLabel(label).map { table.number(of: $0) } }
    for place in byLayout[layout.rawValue].indices {
      let number = byLayout[layout.rawValue][place].number
      byLayout[layout.rawValue][place].number = newNumbers[number] ?? number
    }
  }
}
