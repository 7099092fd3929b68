import LeitmotifModel
import LeitmotifXML

/// Listens to a REFI-QDA codebook and builds its codes.
struct QDCHandler: XMLHandler {
  let path: String
  /// Whether the root is that of a codebook.
  private(set) var isCodebook = false
  /// Whether `QDCFormat` wrote the file.
  private var isOwn = false
  /// The codes at the top.
  private(set) var nodes: [DictionaryTree.Node] = []
  private(set) var colours = 0
  private(set) var sets = 0
  /// The codes with which nothing can be coded.
  private(set) var groups = 0
  private var open: [DictionaryTree.Node] = []
  private var elements: [String] = []
  private var description: [UInt8] = []
  private var lines: [String: Int] = [:]

  init(path: String) {
    self.path = path
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    if elements.isEmpty {
      isCodebook = element.name == "CodeBook"
      isOwn = element["origin"] == QDCFormat.origin
    }
    elements.append(element.name)
    switch element.name {
    case "Code": try begin(element)
    case "Description": description = []
    case "Set": sets += 1
    default: break
    }
  }

  private mutating func begin(_ element: borrowing XMLElement) throws(Diagnostics) {
    var node = DictionaryTree.Node(name: element["name"] ?? "")
    if let guid = element["guid"] {
      let line = element.line
      if let first = lines[normalizedGUID(guid)] {
        throw Diagnostics(
          .error(
            "duplicate-uid", "the guid '\(guid)' stands twice; the first one is in line \(first)",
            help: "export the codebook anew; each code has a guid of its own",
            at: SourceLocation(path: path, line: line)))
      }
      lines[normalizedGUID(guid)] = line
      node.code.uid = guid
    }
    if element["color"] != nil { colours += 1 }
    if let isCodable = element["isCodable"], ["false", "0"].contains(isCodable) { groups += 1 }
    open.append(node)
  }

  mutating func end() throws(Diagnostics) {
    let element = elements.popLast()
    if element == "Description", elements.last == "Code", let last = open.indices.last {
      CodeDescription.read(
        String(decoding: description, as: UTF8.self), isOwn: isOwn, into: &open[last].code)
    }
    guard element == "Code", let node = open.popLast() else { return }
    if let last = open.indices.last {
      open[last].children.append(node)
    } else {
      nodes.append(node)
    }
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    guard elements.last == "Description" else { return }
    for place in text.indices { description.append(text[place]) }
  }
}
