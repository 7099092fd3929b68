public import LeitmotifModel
import LeitmotifYAML

/// A codebook's file that is edited in place: comments, order and spacing stay as they are.
///
/// After each edit the file is read again, and an edit that would say something else than it is meant to is an
/// error that leaves everything as it was.
public struct CodebookEdit {
  /// The codebook as it is now.
  public private(set) var codebook: Codebook

  /// What a code lost or got besides what was asked for, a warning each.
  public internal(set) var warnings: [Diagnostic] = []

  private(set) var text: EditedText
  private(set) var items: [CodeItem]
  private(set) var root: YAMLNode
  let path: String
  /// The codes of the file as it was given.
  private let given: [Identifier<Code>: YAMLNode]
  private let readFile: (String) throws -> [UInt8]

  /// The file as it is now.
  public var bytes: [UInt8] { text.bytes }

  /// Begins to edit a file.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - path: The file's name.
  ///   - readFile: Reads a list's file.
  /// - Throws: `Diagnostics` with everything that is wrong in the file.
  public init(
    _ bytes: [UInt8], path: String, readFile: @escaping (String) throws -> [UInt8]
  ) throws(Diagnostics) {
    self.path = path
    self.readFile = readFile
    codebook = try CodebookFile.read(bytes, path: path, readFile: readFile).codebook
    root = try YAMLReader.read(bytes, path: path)
    text = EditedText(bytes)
    items = CodeItem.all(of: root, text: text)
    given = Dictionary(items.map { ($0.id, $0.node) }) { first, _ in first }
  }

  /// Takes over a changed text.
  ///
  /// - Parameters:
  ///   - changed: The text.
  ///   - isRight: Whether the codebook that it says is the one that is meant.
  /// - Throws: `Diagnostics` when it cannot be read, or says something else.
  mutating func take(
    _ changed: EditedText, if isRight: (Codebook) -> Bool
  ) throws(Diagnostics) {
    let bytes = changed.bytes
    let new: Codebook
    do {
      new = try CodebookFile.read(bytes, path: path, readFile: readFile).codebook
    } catch {
      throw wrongThen(error)
    }
    guard isRight(new) else {
      throw Diagnostics(
        .error(
          "cannot-edit",
          "the file is written in a way that cannot be edited safely; nothing was changed",
          help: "make the change by hand, and look at it with 'codebook diff'",
          at: SourceLocation(path: path)))
    }
    root = try YAMLReader.read(bytes, path: path)
    text = EditedText(bytes)
    items = CodeItem.all(of: root, text: text)
    for index in items.indices { items[index].given = given[items[index].id] }
    codebook = new
  }

  /// Where a code stands.
  ///
  /// - Throws: `Diagnostics` when there is none with that id.
  func item(_ id: Identifier<Code>) throws(Diagnostics) -> CodeItem {
    if let item = items.first(where: { $0.id == id }) { return item }
    throw Diagnostics(
      .error(
        "unknown-code", "there is no code '\(id)'",
        help: helpForUnknown(id.rawValue, known: items.map(\.id.rawValue), called: "codes"),
        at: SourceLocation(path: path)))
  }
}

extension Codebook {
  /// The codebook without the places of its parts, and without what rules were written as.
  var withoutPlaces: Codebook {
    var result = self
    for code in result.codes.indices {
      result.codes[code].location = nil
      for rule in result.codes[code].rules.indices {
        result.codes[code].rules[rule].location = nil
        result.codes[code].rules[rule].source = ""
      }
      for example in result.codes[code].examples.indices {
        result.codes[code].examples[example].location = nil
      }
    }
    for step in result.steps.indices { result.steps[step].location = nil }
    return result
  }
}
