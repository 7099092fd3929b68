import LeitmotifAgreement
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

extension Agree {
  /// Works out coefficients from a table of boundaries.
  func runBoundaries(_ path: String) throws {
    let length = selection.length ?? 0
    let table = try BoundariesTable(try readFile(path), length: length)
    let coders = selection.coders?.namesBetweenCommas ?? table.coders
    table.table.warn(ofCoders: coders, notAmong: Set(table.coders))
    let segmentations = coders.map { table.segmentation(of: $0) }
    let reports = asked.map { name in
      AgreementReport(
        name: name, coders: coders, units: length,
        outcome: Result { () throws(UndefinedReason) in try value(name, segmentations) })
    }
    show(reports)
  }

  private func value(
    _ name: String, _ segmentations: [Segmentation]
  ) throws(UndefinedReason) -> Double {
    switch name {
    case "segmentation-pi":
      return try SegmentationAgreement.pi.evaluate([segmentations], near: comparison.near)
    case "segmentation-kappa":
      return try SegmentationAgreement.kappa.evaluate([segmentations], near: comparison.near)
    default: break
    }
    guard segmentations.count == 2 else {
      throw .coders(needed: "two", given: segmentations.count)
    }
    let (reference, hypothesis) = (segmentations[0], segmentations[1])
    return switch name {
    case "pk": try hypothesis.pk(reference: reference, window: comparison.window)
    case "window-diff": try hypothesis.windowDiff(reference: reference, window: comparison.window)
    case "segmentation-similarity":
      try hypothesis.segmentationSimilarity(to: reference, near: comparison.near)
    default: try hypothesis.boundarySimilarity(to: reference, near: comparison.near)
    }
  }
}

/// A table of boundaries: columns coder, position.
struct BoundariesTable {
  /// The coders in the order in which they appear.
  private(set) var coders: [String] = []
  private var boundaries: [String: [Int]] = [:]
  private let length: Int
  fileprivate let table: Table

  /// Reads the table.
  ///
  /// A row with a coder alone says that he put no boundary.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  init(_ source: Source, length: Int) throws(Diagnostics) {
    self.length = length
    table = try Table(reading: source.bytes, path: source.path)
    let columns = try table.columns(named: ["coder", "position"])
    var diagnostics = Diagnostics()
    for row in 0..<table.rowCount {
      let coder = trimmed(table[row, columns[0]])
      if boundaries[coder] == nil {
        coders.append(coder)
        boundaries[coder] = []
      }
      guard !table.isBlank(row, columns[1]),
        let position = table.number(row, columns[1], &diagnostics)
      else { continue }
      if (1..<length).contains(position) {
        boundaries[coder]?.append(position)
      } else {
        diagnostics.append(
          .error(
            "boundary-beyond-text", "no boundary can stand at \(position) of \(length) units",
            help: "a position is the number of units before the boundary, from 1 to \(length - 1)",
            at: table.location(ofRow: row, column: columns[1])))
      }
    }
    try diagnostics.throwIfErrors()
  }

  /// A coder's segmentation; without boundaries when he is not in the table.
  func segmentation(of coder: String) -> Segmentation {
    Segmentation(length: length, boundaries: boundaries[coder] ?? [])
  }
}
