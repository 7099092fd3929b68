import LeitmotifModel
import LeitmotifXML

/// Reads UIMA CAS XMI (1.0).
struct CASXMI: XMLHandler {
  private(set) var document = CASDocument()
  private var hasText = false

  static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> CASDocument {
    var handler = CASXMI()
    try XMLReader.read(bytes, path: path, handler: &handler)
    guard handler.hasText else {
      throw Diagnostics(
        .error(
          "cas-without-text", "the document holds no text",
          help: "export the project with the format 'UIMA CAS JSON'",
          at: SourceLocation(path: path)))
    }
    return handler.document
  }

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    if element.name == "Sofa", !hasText, let text = element["sofaString"] {
      document.text = text
      hasText = true
    }
    let type = Self.type(element.namespace, element.name)
    guard CASDocument.isCoding(type), let begin = element["begin"].flatMap({ Int($0) }),
      let end = element["end"].flatMap({ Int($0) })
    else { return }
    let features = element.allAttributes.filter {
      !["id", "sofa", "begin", "end"].contains($0.name)
    }
    document.spans.append(
      CASDocument.Span(
        type: type, begin: begin, end: end,
        features: Dictionary(features.map { ($0.name, $0.value) }) { first, _ in first }))
  }

  mutating func end() {}
  mutating func text(_ text: Span<UInt8>) {}

  /// `http:///webanno/custom.ecore` and `Theme` are `webanno.custom.Theme`.
  private static func type(_ namespace: String, _ name: String) -> String {
    guard namespace.hasPrefix("http:///"), namespace.hasSuffix(".ecore") else { return name }
    let package = namespace.dropFirst(8).dropLast(6)
    return String(package.map { $0 == "/" ? "." : $0 }) + "." + name
  }
}
