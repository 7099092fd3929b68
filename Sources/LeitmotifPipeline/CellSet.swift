import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin

/// One operation of one classifier.
struct Cell: Sendable {
  /// The classifier's place among the stages.
  let stage: Int
  /// The operation's place in the classifier.
  let operation: Int
  /// What its results are kept by.
  let key: CellKey
  /// What it is called across edits: the rule, or the stage.
  let name: String
  /// The rule's place among the codebook's rules; `nil` for a classifier in one piece.
  let rule: Int?
  /// The code of its matches, when each match does not say its own.
  let code: Identifier<Code>?
  let coder: Identifier<Coder>
  /// The classifier with its version and settings.
  let classifier: String
  /// What it finds.
  let meaning: String
}

/// The cells of the transcripts of one ingester, with all that is known before any of them is read.
struct CellSet: Sendable {
  /// The cells, in order.
  let cells: [Cell]

  /// What the matches of the cells become, unless a match says more.
  let kinds: [CodingList.Kind]

  /// For each cell its place in `kinds`; `nil` when each match says its own code.
  let kindOfCell: [Int32?]

  /// For each code the places of the cells that are its rules: their matches compete.
  let rivals: [[Int]]

  /// The places of the cells that are no rules: their matches stay as they are.
  let others: [Int]

  /// How the results are packed when nothing is kept of the transcript yet.
  let layout: CellLayout

  init(_ cells: [Cell], of codebook: Codebook) {
    self.cells = cells
    let rules = codebook.rules
    var kinds: [CodingList.Kind] = []
    var numbers: [CodingList.Kind: Int32] = [:]
    kindOfCell = cells.map { cell in
      guard let code = cell.code else { return nil }
      let rule = cell.rule.map { rules[$0] }
      let defaults = rule == nil ? nil : codebook[code]?.defaultAttributes
      let kind = CodingList.Kind(
        code: code, coder: cell.coder, rule: rule?.id,
        attributes: (defaults ?? Attributes()).overlaid(with: rule?.attributes ?? Attributes()))
      let number = numbers[kind] ?? Int32(kinds.count)
      if numbers.updateValue(number, forKey: kind) == nil { kinds.append(kind) }
      return number
    }
    self.kinds = kinds
    let isRule = { (place: Int) in cells[place].rule != nil && cells[place].code != nil }
    var placeOfCode: [Identifier<Code>: Int] = [:]
    var rivals: [[Int]] = []
    for place in cells.indices where isRule(place) {
      guard let code = cells[place].code else { continue }
      let group = placeOfCode[code] ?? rivals.count
      if placeOfCode.updateValue(group, forKey: code) == nil { rivals.append([]) }
      rivals[group].append(place)
    }
    self.rivals = rivals
    others = cells.indices.filter { !isRule($0) }
    layout = CellLayout(cells.map { (name: $0.name, key: $0.key) })
  }
}
