import Foundation
import LeitmotifTesting

/// One value to reproduce.
struct Vector: Decodable {
  var id: String
  var coefficient: String
  var data: String
  var parameters: [String: JSON]
  var expected: Double?
  var tolerance: Double?
}

/// A file of `Vectors`.
struct VectorFile: Decodable {
  var data: [String: JSON]
  var vectors: [Vector]

  /// Reads a file.
  static func read(_ name: String) throws -> VectorFile {
    let url = Command.projectFolder.appending(
      path: "Tests/LeitmotifAgreementTests/Vectors/\(name).json")
    return try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: url))
  }
}

/// Any JSON, for parameters of many shapes.
enum JSON: Decodable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var integer: Int? { number.map { Int($0) } }
  var list: [JSON] { if case .list(let values) = self { values } else { [] } }
  subscript(_ key: String) -> JSON? {
    if case .object(let values) = self { values[key] } else { nil }
  }
  /// The text, or a number as a table writes it.
  var text: String? {
    switch self {
    case .text(let value): value
    case .number(let value): value == value.rounded() ? String(Int(value)) : String(value)
    default: nil
    }
  }
}
