import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin

/// The codebook and the classifiers that transcripts are coded by, as far as results depend on them.
///
/// Two codebooks that differ in definitions, memos, examples or the order of codes are one basis.
struct CodingBasis: Hashable, Sendable {
  /// One operation of a classifier, with all that its codings get from the codebook.
  struct Part: Hashable, Sendable {
    /// The classifier with its version and settings.
    var classifier: String
    /// What the operation is called across edits: the rule, or the stage.
    var name: String
    /// The code of its matches; empty when each match says its own.
    var code: String
    /// Who codes.
    var coder: String
    /// How its matches compete; empty for one that is no rule.
    var overlap: String
    /// What it finds (`Operation.meaning`).
    var meaning: String
  }

  /// The operations, in the order in which their matches compete.
  var parts: [Part]
  /// What a merge may know of each code.
  var codes: [String: String]

  /// 16 bytes that are the same for equal bases.
  var digest: [UInt8] { Digest(of: bytes).short }

  // MARK: - Bytes

  private static let format: UInt8 = 1

  /// The basis as bytes.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(byte: Self.format)
    writer.put(number: parts.count)
    for part in parts {
      for text in [
        part.classifier, part.name, part.code, part.coder, part.overlap, part.meaning,
      ] { writer.put(text: text) }
    }
    writer.put(number: codes.count)
    for (code, text) in codes.sorted(by: {
      $0.key.precedesBytewise($1.key)
    }) {
      writer.put(text: code)
      writer.put(text: text)
    }
    return writer.bytes
  }

  /// Reads a basis.
  ///
  /// - Returns: `nil` when the bytes are no basis of this format: everything is then looked at anew.
  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.byte() == Self.format, let count = reader.number() else { return nil }
    parts = []
    for _ in 0..<count {
      guard let classifier = reader.text(), let name = reader.text(), let code = reader.text(),
        let coder = reader.text(), let overlap = reader.text(), let meaning = reader.text()
      else { return nil }
      parts.append(
        Part(
          classifier: classifier, name: name, code: code, coder: coder, overlap: overlap,
          meaning: meaning))
    }
    codes = [:]
    guard let codeCount = reader.number() else { return nil }
    for _ in 0..<codeCount {
      guard let code = reader.text(), let text = reader.text() else { return nil }
      codes[code] = text
    }
  }

  /// The basis of the transcripts that one ingester reads.
  init(of cells: [Cell], in pipeline: Pipeline) {
    let rules = pipeline.codebook.rules
    // Rules compete in the codebook's order, whichever classifier runs them.
    let inOrder = cells.filter { $0.rule != nil }.sorted { ($0.rule ?? 0) < ($1.rule ?? 0) }
    parts = (inOrder + cells.filter { $0.rule == nil }).map { cell in
      Part(
        classifier: cell.classifier, name: cell.name, code: cell.code?.rawValue ?? "",
        coder: cell.coder.rawValue,
        overlap: cell.rule.map { Self.text(of: rules[$0].overlap) } ?? "",
        meaning: cell.meaning)
    }
    codes = Dictionary(
      pipeline.codebook.structure.codes.map { ($0.id.rawValue, Self.text(of: $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// A way to compete, with its version where codes do.
  static func text(of overlap: Rule.Overlap) -> String {
    overlap == .codebook ? "\(overlap.rawValue)@\(overlapVersion)" : overlap.rawValue
  }

  private static func text(of code: Code) -> String {
    let attributes = code.attributes.map {
      JSONValue.list([
        .string($0.name), .list($0.values.map { .string($0) }), .optional($0.defaultValue),
      ])
    }
    return JSONValue.list([
      .optional(code.parent?.rawValue), .optional(code.exclusive?.rawValue), .list(attributes),
      .boolean(code.rules.isEmpty),
    ]).canonicalText
  }
}

extension CodingBasis {
  /// What `codes` holds of a code, each part by a name for people.
  static func fields(_ text: String) -> JSONValue {
    let values = (try? JSONReader.read(Array(text.utf8), path: "codes"))?.elements ?? []
    let names = ["below", "exclusive", "attributes", "without rules"]
    return .object(Dictionary(uniqueKeysWithValues: zip(names, values).map { ($0, $1) }))
  }
}

extension Codebook {
  /// The codes without what only people read: what a merge is made of, so that it can depend on nothing else.
  ///
  /// The steps and identities are there for decisions on codes that have another id today.
  var structure: Codebook {
    Codebook(
      name: "", language: language,
      codes: codes.map { code in
        Code(
          id: code.id, uid: code.uid, parent: code.parent, name: "", attributes: code.attributes,
          exclusive: code.exclusive,
          // Whether a machine looks for the code is known; not how.
          rules: code.rules.isEmpty ? [] : [Rule(id: "", code: code.id, body: .any([]))],
          location: code.location)
      }, steps: steps)
  }
}
