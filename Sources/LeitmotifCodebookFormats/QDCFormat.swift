import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifXML

/// The codebook of REFI-QDA: names, identities and descriptions of codes, one below the other.
///
/// Definition, criteria and memo share the one description, each behind its name; reading takes them apart again.
///
/// - Source: REFI-QDA Standard 1.5 (2019), Codebook.xsd, namespace urn:QDA-XML:codebook:1.0.
enum QDCFormat {
  /// The program that wrote the file.
  static let origin = "Leitmotif"

  static func read(
    _ bytes: [UInt8], path: String, losses: inout LossReport
  ) throws(Diagnostics) -> DictionaryTree {
    var handler = QDCHandler(path: path)
    try XMLReader.read(bytes, path: path, handler: &handler)
    guard handler.isCodebook else {
      throw Diagnostics(
        .error(
          "no-codebook", "the file holds no REFI-QDA codebook",
          help: "export the codebook anew, as .qdc", at: SourceLocation(path: path)))
    }
    losses.note("colours", count: handler.colours)
    losses.note("sets of codes", count: handler.sets)
    losses.note("that nothing can be coded with a code itself", count: handler.groups)
    var tree = DictionaryTree(path: path)
    tree.nodes = handler.nodes
    return tree
  }

  static func text(of codebook: Codebook, losses: inout LossReport) -> String {
    losses.note("rules", count: codebook.rules.count)
    losses.note(of: codebook)
    losses.note("word lists", count: codebook.lists.count)
    losses.note(
      "uids that are no GUIDs; others stand instead",
      count: codebook.codes.count { $0.uid.map { !isGUID($0) } ?? false })
    var keys: [Identifier<Code>?: Set<String>] = [:]
    for code in codebook.codes {
      let key = DictionaryTree.key(for: code.name, taken: keys[code.parent, default: []])
      keys[code.parent, default: []].insert(key)
      losses.note("keys of codes that differ from their names", count: key == code.id.key ? 0 : 1)
      let texts = code.name + CodeDescription.text(of: code)
      losses.note("control characters", count: texts.unicodeScalars.count { !isOfXML($0) })
    }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="\(origin)">
      <Codes>

      """
    let children = Dictionary(grouping: codebook.codes) { $0.parent }
    for code in children[nil] ?? [] { append(code, children, to: &text) }
    return text + "</Codes>\n</CodeBook>\n"
  }

  private static func append(
    _ code: Code, _ children: [Identifier<Code>?: [Code]], to text: inout String
  ) {
    text += "<Code guid=\"\(guid(of: code))\" name=\"\(escaped(code.name))\" isCodable=\"true\">\n"
    let description = CodeDescription.text(of: code)
    if !description.isEmpty { text += "<Description>\(escaped(description))</Description>\n" }
    for child in children[code.id] ?? [] { append(child, children, to: &text) }
    text += "</Code>\n"
  }

  /// The code's uid where that is a GUID; else one made of its uid or id, the same each time.
  static func guid(of code: Code) -> String {
    if let uid = code.uid, isGUID(uid) { return uid }
    var bytes = Array(Digest(of: "leitmotif code \(code.uid ?? code.id.rawValue)").bytes.prefix(16))
    // Version 8 of RFC 9562: what it is made of is ours to say.
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    var digits = Array(hexadecimal(bytes))
    for place in [8, 13, 18, 23] { digits.insert("-", at: place) }
    return String(digits)
  }

  /// Text as XML: signs of XML's own written out, characters that XML cannot hold left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\r", "\t": result += "&#\(scalar.value);"
      default: if isOfXML(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// Whether XML can hold a character.
  private static func isOfXML(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
