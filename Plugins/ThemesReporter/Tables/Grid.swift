import LeitmotifModel

/// A table that every format can write: cells in rows, and what stands behind each number.
struct Grid {
  /// A column.
  struct Column {
    let name: String
    /// Whether it holds numbers, which are set flush right.
    var isNumber = false
    /// What stands behind a number in its name.
    var evidence: Evidence

    init(_ name: String, isNumber: Bool = false, evidence: Evidence = Evidence()) {
      self.name = name
      self.isNumber = isNumber
      self.evidence = evidence
    }
  }

  /// A cell.
  struct Cell {
    /// What is shown.
    let text: String
    /// The number that is shown, for spreadsheets; `nil` for words, and for a number that is kept back.
    var number: Double?
    /// What stands behind it.
    var evidence = Evidence()

    static let empty = Cell(text: "")

    /// Stands for a number of codings that is kept back; "<3" is for participants.
    static let keptBack = Cell(text: "–")

    init(text: String, number: Double? = nil, evidence: Evidence = Evidence()) {
      self.text = text
      self.number = number
      self.evidence = evidence
    }

    /// A number that is no count of participants.
    init(_ number: Int, evidence: Evidence = Evidence()) {
      self.init(text: "\(number)", number: Double(number), evidence: evidence)
    }
  }

  /// What stands behind a number: participants with what they say of some codes, or single codings.
  struct Evidence: Hashable {
    var people: [Identifier<Participant>] = []
    /// The codes whose quotations count.
    var codes: [Identifier<Code>] = []
    var codings: [CodingID] = []
    /// How many codings there are beyond those.
    var others = 0
    /// What the number means, as a sentence that begins in the middle: "raised A and B".
    var meaning = ""
    /// The part of the page that shows it, where no panel need.
    var section: Section?

    var isEmpty: Bool {
      people.isEmpty && codings.isEmpty && codes.isEmpty && section == nil
    }
  }

  /// A row.
  struct Row {
    /// What stands in front.
    let head: String
    /// The code that the row is about.
    var code: Identifier<Code>?
    /// How far the head is set in.
    var depth = 0
    var cells: [Cell]
    var quotations: [Quotation] = []
    /// Whether the row sums others up.
    var isTotal = false
  }

  /// What the first column is called.
  var head: String
  var columns: [Column]
  var rows: [Row]
  /// How to read it; a sentence each.
  var notes: [String] = []
}
