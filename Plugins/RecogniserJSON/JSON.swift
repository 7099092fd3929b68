import Foundation
import LeitmotifModel

/// A value of a parsed JSON file: whatever is asked of it and not there is `nil` or empty.
struct JSON {
  private let value: Any

  private init(_ value: Any) {
    self.value = value
  }

  /// Parses a file.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - path: Its name, for messages.
  /// - Throws: `Diagnostics` when it is no JSON, with the place where it stops being that.
  init(parsing text: CanonicalText, path: String) throws(Diagnostics) {
    do {
      value = try JSONSerialization.jsonObject(with: Data(text.bytes), options: .fragmentsAllowed)
    } catch {
      let words = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
      let offset = words.firstMatch(of: /character (\d+)/).flatMap { Int($0.output.1) }
      let before = text.bytes.prefix(offset ?? 0)
      throw Diagnostics(
        .error(
          "invalid-json", "the file is no JSON from here on",
          help: "the file may have been cut off: export or download it again",
          at: SourceLocation(
            path: path, line: offset.map { _ in before.count { $0 == 0x0A } + 1 })))
    }
  }

  /// The value of a name in an object; of several names the first that is there and not null.
  subscript(names: String...) -> JSON? {
    guard let object = value as? [String: Any] else { return nil }
    return names.lazy.compactMap { object[$0] }.first { !($0 is NSNull) }.map(JSON.init)
  }

  /// The elements of a list; `nil` for anything else.
  var list: [JSON]? { (value as? [Any])?.map(JSON.init) }

  /// Whether it is an object.
  var isObject: Bool { value is [String: Any] }

  /// A text.
  var string: String? { value as? String }

  /// A number, or a text that is one.
  var number: Double? {
    if let text = string { return Double(text) }
    return (value as? NSNumber)?.doubleValue
  }

  /// Whether it is a whole number, as milliseconds mostly are.
  var isWhole: Bool { number.map { $0 == $0.rounded() && string == nil } ?? false }

  /// Who speaks: a text, or a number as text; `nil` for an empty one.
  var label: String? {
    if let text = string { return text.isEmpty ? nil : text }
    guard let number, number == number.rounded(), abs(number) < 1e9 else { return nil }
    return String(Int(number))
  }

  /// A time in seconds, as milliseconds.
  var seconds: Int? { number.flatMap { whole($0 * 1000) } }

  /// A time in milliseconds.
  var milliseconds: Int? { number.flatMap(whole) }

  /// A time as Google writes it: `"12.900s"`, or `{"seconds": "12", "nanos": 900000000}`.
  var duration: Int? {
    if isObject {
      let seconds = self["seconds"]?.number ?? 0
      return whole(seconds * 1000 + (self["nanos"]?.number ?? 0) / 1_000_000)
    }
    guard let text = string, text.hasSuffix("s") else { return seconds }
    return Double(text.dropLast()).flatMap { whole($0 * 1000) }
  }

  /// A time as Azure writes it (ISO 8601): `PT1H2M3.45S`.
  var isoDuration: Int? {
    guard let text = string,
      let match = text.wholeMatch(of: /PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?/)
    else { return nil }
    let parts = [match.output.1, match.output.2, match.output.3].map { Double($0 ?? "0") ?? 0 }
    return whole((parts[0] * 3600 + parts[1] * 60 + parts[2]) * 1000)
  }

  /// A time such as `00:01:02,500`.
  var clock: Int? {
    guard let text = string else { return nil }
    let parts = text.split(whereSeparator: { $0 == ":" }).map {
      Double($0.replacing(",", with: "."))
    }
    guard (2...3).contains(parts.count), !parts.contains(nil) else { return nil }
    return whole(parts.compactMap { $0 }.reduce(0) { $0 * 60 + $1 } * 1000)
  }

  private func whole(_ value: Double) -> Int? {
    value.isFinite && abs(value) < 1e12 ? Int(value.rounded()) : nil
  }
}
