import LeitmotifExchange
import LeitmotifModel

/// Reads UIMA CAS JSON (0.4), INCEpTION's own format.
enum CASJSON {
  static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> CASDocument {
    let value = try JSONReader.read(bytes, path: path)
    var document = CASDocument()
    switch value["%HEADER"]?["offset-encoding"]?.string {
    case "UTF-8"?: document.unit = .bytes
    case "UTF-32"?: document.unit = .codePoints
    default: document.unit = .utf16
    }
    let structures: [JSONValue] =
      switch value["%FEATURE_STRUCTURES"] {
      case .list(let list)?: list
      case .object(let byID)?: byID.sorted { $0.key < $1.key }.map(\.value)
      default: []
      }
    guard let text = structures.lazy.compactMap({ $0["sofaString"]?.string }).first else {
      throw Diagnostics(
        .error(
          "cas-without-text", "the document holds no text",
          help: "export the project with the format 'UIMA CAS JSON'",
          at: SourceLocation(path: path)))
    }
    document.text = text
    for structure in structures {
      guard let type = structure["%TYPE"]?.string, CASDocument.isCoding(type),
        case .object(let features) = structure,
        let begin = (structure["begin"] ?? structure["^begin"])?.whole,
        let end = (structure["end"] ?? structure["^end"])?.whole
      else { continue }
      document.spans.append(
        CASDocument.Span(
          type: type, begin: begin, end: end,
          features: features.filter { isFeature($0.key) }.compactMapValues(\.string)))
    }
    return document
  }

  private static func isFeature(_ name: String) -> Bool {
    !name.hasPrefix("%") && !name.hasPrefix("@") && !name.hasPrefix("^")
  }
}
