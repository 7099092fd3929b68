import LeitmotifModel
import LeitmotifXML

/// Writes down what it hears: `<name attribute=…>` for a start, text as it comes, `/` for an end.
struct Outline: XMLHandler {
  var written = ""
  var attribute = "id"
  var stopsAt = ""
  var depth = 0
  var textCount = 0

  mutating func start(_ element: borrowing XMLElement) throws(Diagnostics) {
    depth += 1
    if element.name == stopsAt {
      throw Diagnostics(
        .error("stopped", "enough", at: SourceLocation(path: "t.xml", line: element.line)))
    }
    written += "<"
    if !element.namespace.isEmpty { written += "{\(element.namespace)}" }
    written += element.name
    if let value = element[attribute] { written += " \(attribute)=\(value)" }
    written += ">"
  }

  mutating func end() throws(Diagnostics) {
    depth -= 1
    written += "/"
  }

  mutating func text(_ text: Span<UInt8>) throws(Diagnostics) {
    textCount += text.count
    guard written.utf8.count < 10_000 else { return }
    written += text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

func outline(_ file: String, attribute: String = "id") throws(Diagnostics) -> String {
  try outline(Array(file.utf8), attribute: attribute)
}

func outline(_ bytes: [UInt8], attribute: String = "id") throws(Diagnostics) -> String {
  var handler = Outline(attribute: attribute)
  try XMLReader.read(bytes, path: "t.xml", handler: &handler)
  return handler.written
}

func errors(_ file: String) -> String { errors(Array(file.utf8)) }

func errors(_ bytes: [UInt8]) -> String {
  do {
    _ = try outline(bytes)
    return ""
  } catch {
    return error.description
  }
}
