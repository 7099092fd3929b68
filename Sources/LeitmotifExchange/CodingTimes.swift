public import LeitmotifModel

/// When codings were made, as the store keeps it: a large project says it a hundred thousand times.
public enum CodingTimes {
  /// The times as one text, a line each: the coding's number, a blank, and the time as its project says it.
  ///
  /// A line end within a time becomes a blank.
  public static func json(of times: [(coding: CodingID, time: String)]) -> JSONValue {
    var lines: [UInt8] = []
    lines.reserveCapacity(times.count * 40)
    for (coding, time) in times {
      coding.appendDigits(to: &lines)
      lines.append(UInt8(ascii: " "))
      let start = lines.count
      lines.append(contentsOf: time.utf8)
      while let end = lines[start...].firstIndex(of: UInt8(ascii: "\n")) {
        lines[end] = UInt8(ascii: " ")
      }
      lines.append(UInt8(ascii: "\n"))
    }
    return .string(String(decoding: lines, as: UTF8.self))
  }

  /// The times that one import brought.
  ///
  /// - Parameter json: What ``json(of:)`` made. Stores of before have an object with a name for each coding.
  /// - Returns: The times by coding; of one that is named twice the later line counts.
  public static func times(of json: JSONValue?) -> [CodingID: String] {
    switch json {
    case .string(let text):
      let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
      return Dictionary(
        lines.compactMap { line in
          let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
          guard parts.count == 2, let id = CodingID(String(Substring(parts[0]))) else { return nil }
          return (id, String(Substring(parts[1])))
        }
      ) { $1 }
    case .object(let values):
      return Dictionary(
        values.compactMap { name, time in
          guard let id = CodingID(name), let time = time.string else { return nil }
          return (id, time)
        }
      ) { $1 }
    default: return [:]
    }
  }
}
