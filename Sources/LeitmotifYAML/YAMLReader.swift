public import LeitmotifModel
import Yams

/// Reads YAML files into nodes that know their place.
///
/// Files are at most 16 MiB and 64 levels deep. Anchors, aliases, merge keys and tags are refused: they hide
/// where a value stands, and can grow without bound.
public enum YAMLReader {
  /// The largest file that is read.
  ///
  /// - Unit: bytes.
  public static let maximumSize = 16 << 20

  private static let maximumDepth = 64

  /// Reads the one document of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file's content, UTF-8.
  ///   - path: The file's name, for messages.
  /// - Returns: The document's root.
  /// - Throws: `Diagnostics` when the file is no YAML, is too large, or uses what is refused.
  public static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> YAMLNode {
    let location = SourceLocation(path: path)
    guard bytes.count <= maximumSize else {
      throw Diagnostics(
        .error(
          "file-too-large", "the file has \(bytes.count) bytes; at most \(maximumSize) are read",
          help: "put long word lists into files of their own", at: location))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics(invalidUTF8(in: bytes, path: path))
    }
    let source = YAMLSource(
      path: path, text: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    try refuseConflictMarkers(in: source)
    try refuseTabs(in: source)
    if let key = source.aliasedKey {
      throw Diagnostics(
        .error(
          "yaml-alias", "anchors and aliases are not read", help: "write the value out",
          at: SourceLocation(path: path, line: key.line, column: key.column),
          excerpt: source.excerpt(key.line)))
    }
    let root: Node?
    do {
      // Every scalar stays text: what it means, its reader says (and no regex is run for each).
      root = try Yams.compose(yaml: source.lines.joined(separator: "\n"), .basic)
    } catch let error as YamlError {
      throw Diagnostics(diagnostic(of: error, in: source))
    } catch {
      throw Diagnostics(.error("yaml-syntax", "\(error)", help: helpForSyntax(""), at: location))
    }
    guard let root else {
      throw Diagnostics(
        .error(
          "empty-file", "there is nothing in the file",
          help: "'leitmotif init FOLDER' makes a study with files to begin with", at: location))
    }
    let converter = Converter(source: source)
    let node = converter.convert(root, depth: 0)
    try converter.diagnostics.throwIfErrors()
    return node
  }

  /// Where a file stops to be UTF-8, with the line as far as it can be read.
  private static func invalidUTF8(in bytes: [UInt8], path: String) -> Diagnostic {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let offset = bytes.validUTF8Count
    let source = YAMLSource(path: path, text: String(decoding: bytes, as: UTF8.self))
    let before = YAMLSource(path: path, text: String(decoding: bytes[..<offset], as: UTF8.self))
    let (line, column) = (before.lines.count, (before.lines.last?.unicodeScalars.count ?? 0) + 1)
    return .error(
      "invalid-utf8", "the file is not UTF-8: byte \(offset) (from 0) is wrong",
      help: isUTF16
        ? "save it as UTF-8 in your editor; it is UTF-16 now"
        : "save it as UTF-8 in your editor; it may be Windows-1252 or Mac Roman now",
      at: isUTF16
        ? SourceLocation(path: path, line: 1)
        : SourceLocation(path: path, line: line, column: column),
      excerpt: isUTF16 ? nil : source.excerpt(line))
  }

  private static func refuseConflictMarkers(in source: YAMLSource) throws(Diagnostics) {
    for (index, line) in source.lines.enumerated()
    where line.hasPrefix("<<<<<<< ") || line.hasPrefix(">>>>>>> ") || line == "=======" {
      throw Diagnostics(
        .error(
          "merge-conflict", "git left a conflict here",
          help: "keep the lines that are right and delete the markers",
          at: SourceLocation(path: source.path, line: index + 1, column: 1, length: line.count),
          excerpt: line))
    }
  }

  private static func refuseTabs(in source: YAMLSource) throws(Diagnostics) {
    for (index, line) in source.lines.enumerated() {
      guard let tab = line.firstIndex(where: { $0 != " " }), line[tab] == "\t",
        !line[tab...].allSatisfy({ $0 == "\t" || $0 == " " })
      else { continue }
      throw Diagnostics(
        .error(
          "yaml-tab", "a tab indents the line; YAML takes spaces only",
          help: "replace it by spaces",
          at: SourceLocation(
            path: source.path, line: index + 1,
            column: line.distance(from: line.startIndex, to: tab) + 1),
          excerpt: line))
    }
  }

  private static func diagnostic(of error: YamlError, in source: YAMLSource) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // Yams counts lines and columns from 1 in its marks, but a problem at the end points behind it.
      let line = min(max(mark.line, 1), max(source.lines.count, 1))
      if problem.contains("nesting level") {
        return .error(
          "yaml-too-deep", "more than \(maximumDepth) levels are nested",
          help: "nest less: nobody finds a value again that stands so deep",
          at: SourceLocation(path: source.path, line: line, column: max(mark.column, 1)))
      }
      // Where the file ends says nothing; where the quotation or bracket begins does.
      if problem == "found unexpected end of stream", let start = context?.mark, start.line >= 1 {
        return .error(
          "yaml-syntax", "the quotation that begins here is never closed",
          help: "close it with the same sign that it begins with",
          at: SourceLocation(path: source.path, line: start.line, column: start.column),
          excerpt: source.excerpt(start.line))
      }
      let what = context.map { "\(problem) (\($0.text.trimmingDots))" } ?? problem
      return .error(
        "yaml-syntax", what, help: helpForSyntax(problem),
        at: SourceLocation(path: source.path, line: line, column: max(mark.column, 1)),
        excerpt: source.line(line))
    case .duplicatedKeysInMapping(let names, let context):
      let name = names.sorted().first ?? ""
      let place = secondPlace(ofKey: name, from: context.mark.line, in: source)
      return .error(
        "duplicate-key", "'\(name)' stands twice in one mapping",
        help: "keep one of them, or join what they say", at: place,
        excerpt: place.line.flatMap(source.line))
    case .reader(let problem, let offset, _, _):
      let before = YAMLSource(
        path: source.path,
        text: String(source.lines.joined(separator: "\n").prefix(offset ?? 0)))
      return .error(
        "yaml-syntax", problem,
        help: "delete the character that nobody sees; or the file is UTF-16: save it as UTF-8",
        at: SourceLocation(
          path: source.path, line: before.lines.count,
          column: (before.lines.last?.unicodeScalars.count ?? 0) + 1))
    default:
      return .error(
        "yaml-syntax", "\(error)", help: helpForSyntax(""), at: SourceLocation(path: source.path))
    }
  }

  /// Where a key stands for the second time, for Yams names only the mapping that holds it.
  private static func secondPlace(
    ofKey name: String, from first: Int, in source: YAMLSource
  ) -> SourceLocation {
    var seen = false
    for number in max(first, 1)...max(first, source.lines.count, 1) {
      guard let line = source.line(number) else { break }
      let content = line.drop { $0 == " " || $0 == "-" }
      guard content.hasPrefix("\(name):") else { continue }
      if seen {
        return SourceLocation(
          path: source.path, line: number, column: line.count - content.count + 1,
          length: name.count)
      }
      seen = true
    }
    return SourceLocation(path: source.path, line: first, column: 1)
  }

  /// Turns Yams' nodes into ours, and collects what is refused.
  private final class Converter {
    let source: YAMLSource
    var diagnostics = Diagnostics()

    /// Where the node that was converted last begins; in the order of the file it only grows.
    private var last = (line: 0, column: 0)
    private var lastKind = Kind.mapping

    /// A mapping begins where its first key does; two nodes of one kind never begin in one place.
    private enum Kind { case scalar, list, mapping }

    init(source: YAMLSource) {
      self.source = source
    }

    func convert(_ node: Node, depth: Int) -> YAMLNode {
      let empty = make(.list([]), at: node.mark, length: 1)
      guard depth <= YAMLReader.maximumDepth else {
        diagnostics.append(
          empty.error(
            "yaml-too-deep", "more than \(YAMLReader.maximumDepth) levels are nested",
            help: "nest less: nobody finds a value again that stands so deep"))
        return make(.scalar("", isPlain: true), at: node.mark, length: 1)
      }
      // Yams puts in place of an alias the node that its anchor names, which stands further up. It is not
      // descended into: a few anchors can stand for more nodes than memory holds.
      let place = (line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
      let kind: Kind =
        switch node {
        case .scalar, .alias: .scalar
        case .sequence: .list
        case .mapping: .mapping
        }
      guard place > last || place == last && kind != lastKind else {
        diagnostics.append(
          empty.error(
            "yaml-alias", "anchors and aliases are not read", help: "write the value out"))
        return empty
      }
      last = place
      lastKind = kind
      switch node {
      case .scalar(let scalar):
        let isPlain = scalar.style == .plain || scalar.style == .any
        let length = max(1, scalar.string.unicodeScalars.prefix { $0 != "\n" }.count)
        let result = make(
          .scalar(scalar.string, isPlain: isPlain), at: scalar.mark,
          length: isPlain ? length : length + 2)
        refuse(scalar.tag, at: result)
        return result
      case .sequence(let sequence):
        let result = make(
          .list(sequence.map { convert($0, depth: depth + 1) }), at: sequence.mark, length: 1)
        refuse(sequence.tag, at: result)
        return result
      case .mapping(let mapping):
        let entries = mapping.map { entry($0.key, $0.value, depth: depth) }
        let result = make(.mapping(entries), at: mapping.mark, length: 1)
        refuse(mapping.tag, at: result)
        return result
      case .alias(let alias):
        diagnostics.append(
          make(.list([]), at: alias.mark, length: 1).error(
            "yaml-alias", "anchors and aliases are not read", help: "write the value out"))
        return empty
      }
    }

    private func entry(_ key: Node, _ value: Node, depth: Int) -> YAMLNode.Entry {
      let converted = convert(key, depth: depth + 1)
      guard let name = converted.scalar else {
        diagnostics.append(
          converted.error(
            "yaml-key", "a key must be text, not \(converted.kind)",
            help: "write a text before the colon, without brackets"))
        return YAMLNode.Entry(name: "", key: converted, value: convert(value, depth: depth + 1))
      }
      if name == "<<" {
        diagnostics.append(
          converted.error("yaml-alias", "merge keys are not read", help: "write the values out"))
      }
      return YAMLNode.Entry(name: name, key: converted, value: convert(value, depth: depth + 1))
    }

    private func make(_ content: YAMLNode.Content, at mark: Mark?, length: Int) -> YAMLNode {
      YAMLNode(
        content: content,
        location: SourceLocation(
          path: source.path, line: mark?.line, column: mark?.column, length: length),
        source: source)
    }

    private func refuse(_ tag: Tag, at node: YAMLNode) {
      if let written = explicit(tag) {
        diagnostics.append(
          node.error(
            "yaml-tag", "the tag '\(written)' is not read",
            help: "leave it out, or put a text that begins with ! in quotes"))
      }
    }

    /// What nobody wrote: Yams resolves the tags of keys while it looks for doubles.
    private static let own = Set(
      ["str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value"]
        .map { "tag:yaml.org,2002:\($0)" } + ["", "!"])

    /// The tag as written, when somebody wrote one that is not YAML's own.
    private func explicit(_ tag: Tag) -> String? {
      let text = tag.description
      return Self.own.contains(text) ? nil : text
    }
  }
}

extension String {
  fileprivate var trimmingDots: String {
    var text = self[...]
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension [UInt8] {
  /// How many bytes at the beginning are UTF-8.
  fileprivate var validUTF8Count: Int {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = makeIterator()
    var count = 0
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { count += scalar.count }
    return count
  }
}
