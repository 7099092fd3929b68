import LeitmotifArchive
import LeitmotifExchange
public import LeitmotifModel
import LeitmotifXML

/// Finds what is wrong with a project of REFI-QDA although its schema allows it.
///
/// Identities that stand twice, references to nothing, places that are reversed or leave their text, texts with both
/// or neither form of content, values of another type than their variable's, codes without a name, missing files.
public enum RefiCheck {
  /// What is wrong with a `.qdpx`.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its name, for messages.
  /// - Returns: What is wrong, in the file's order; empty when nothing is.
  /// - Throws: `Diagnostics` when it cannot be read at all.
  public static func problems(in bytes: [UInt8], path: String) throws(Diagnostics) -> [String] {
    let archive = try Archive(bytes, path: path)
    guard let project = try archive.content(of: "project.qde") else {
      return ["there is no project.qde"]
    }
    var lengths: [String: Int] = [:]
    try archive.read(where: { $0.hasPrefix("sources/") }) { name, content in
      lengths["internal://" + name.dropFirst(8)] = content.count { $0 & 0xC0 != 0x80 }
    }
    var handler = RefiCheckHandler(lengths: lengths)
    try XMLReader.read(project, path: path, handler: &handler)
    return handler.problems + handler.danglingReferences
  }
}

private struct RefiCheckHandler: XMLHandler {
  let lengths: [String: Int]
  private(set) var problems: [String] = []
  private var known: Set<String> = []
  private var references: [(line: Int, guid: String)] = []
  private var elements: [String] = []
  /// The text that is open: where it begins, its length, and how many forms of content it has.
  private var texts: [(line: Int, length: Int?, forms: Int)] = []
  private var characters = 0
  private var types: [String: String] = [:]
  private var variable = ""

  private static let textElements: Set<String> = ["TextSource", "Note", "Representation"]

  init(lengths: [String: Int]) {
    self.lengths = lengths
  }

  var danglingReferences: [String] {
    references.filter { !known.contains($0.guid) }
      .map { "line \($0.line): nothing has the GUID \($0.guid)" }
  }

  mutating func start(_ element: borrowing XMLElement) {
    let (name, line) = (element.name, element.line)
    elements.append(name)
    characters = 0
    if let guid = element["guid"], !known.insert(normalizedGUID(guid)).inserted {
      problems.append("line \(line): the GUID \(guid) stands twice")
    }
    for attribute in ["targetGUID", "creatingUser", "modifyingUser", "originGUID"] {
      if let guid = element[attribute] { references.append((line, normalizedGUID(guid))) }
    }
    switch name {
    case "Code" where (element["name"] ?? "").isEmpty:
      problems.append("line \(line): a code has no name")
    case "Variable":
      types[normalizedGUID(element["guid"] ?? "")] = element["typeOfVariable"] ?? ""
    case "VariableRef": variable = normalizedGUID(element["targetGUID"] ?? "")
    case "TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue":
      if let type = types[variable], type + "Value" != name {
        problems.append("line \(line): a value is written as \(name), and its variable is \(type)")
      }
    case "PlainTextSelection": check(element)
    case "PlainTextContent": texts[texts.count - 1].forms += 1
    default: break
    }
    if Self.textElements.contains(name) {
      let path = element["plainTextPath"]
      if let path, lengths[path] == nil {
        problems.append("line \(line): the file \(path) is missing")
      }
      texts.append((line, path.flatMap { lengths[$0] }, path == nil ? 0 : 1))
    }
  }

  private mutating func check(_ element: borrowing XMLElement) {
    let line = element.line
    guard let start = element["startPosition"].flatMap({ Int($0) }),
      let end = element["endPosition"].flatMap({ Int($0) })
    else { return problems.append("line \(line): a place is no number") }
    if end < start { problems.append("line \(line): a place ends before it begins") }
    if let length = texts.last?.length, end > length {
      problems.append("line \(line): a place leaves the text")
    }
  }

  mutating func text(_ text: Span<UInt8>) {
    for place in text.indices where text[place] & 0xC0 != 0x80 { characters += 1 }
  }

  mutating func end() {
    let name = elements.removeLast()
    if name == "PlainTextContent", !texts.isEmpty { texts[texts.count - 1].length = characters }
    if Self.textElements.contains(name), let text = texts.popLast(), text.forms != 1 {
      problems.append(
        "line \(text.line): a text has \(text.forms == 0 ? "no content" : "two forms of content")")
    }
  }
}
