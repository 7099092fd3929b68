import LeitmotifModel
public import LeitmotifPlugin

/// How the labels of a house look, as the setting `label` writes it: `NAME - TIME -`, `<NAME>`.
///
/// `NAME` stands for who speaks, `TIME` for a time, a blank for blanks or none; everything else for itself.
public struct LabelTemplate: Hashable, Sendable {
  /// The template as it was written.
  public let text: String
  private let parts: [Part]

  private enum Part: Hashable {
    case name
    case time
    case blanks
    case byte(UInt8)
  }

  /// Reads a template.
  ///
  /// - Returns: `nil` when it has no `NAME`, or nothing but a blank behind it that would end the name.
  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      if rest.starts(with: "NAME".utf8) {
        parts.append(.name)
        rest = rest.dropFirst(4)
      } else if rest.starts(with: "TIME".utf8) {
        parts.append(.time)
        rest = rest.dropFirst(4)
      } else {
        parts.append(first == 0x20 ? .blanks : .byte(first))
        rest = rest.dropFirst()
      }
    }
    guard let name = parts.firstIndex(of: .name), parts.count(where: { $0 == .name }) == 1,
      parts[(name + 1)...].contains(where: { $0 != .blanks })
    else { return nil }
    self.text = text
    self.parts = parts
  }

  /// The label that a line begins with, and its words with one blank between them.
  func candidate(_ line: LineCursor) -> (candidate: LabelCandidate, label: String)? {
    var front = Match(line: line)
    guard let place = parts.firstIndex(of: .name), front.take(parts[..<place]) else { return nil }
    let rest = parts[(place + 1)...]
    // Behind a blank of the template the hyphen of `Jean-Luc - Hello` is not the one that ends the name, as long as
    // there is one with a blank beside it.
    return candidate(front, rest, blanks: rest.first == .blanks ? 1 : 0)
      ?? candidate(front, rest, blanks: 0)
  }

  /// The label whose name is the shortest behind which the rest of the template stands, with so many blanks at least.
  private func candidate(
    _ front: Match, _ rest: ArraySlice<Part>, blanks: Int
  ) -> (candidate: LabelCandidate, label: String)? {
    let start = front.line.offset
    var ahead = front
    while !ahead.line.isAtEnd, ahead.line.offset - start <= Self.longestName {
      var match = ahead
      match.blanks = 0
      if match.take(rest), match.blanks >= blanks {
        let name = start..<ahead.line.offset
        let words = front.line.text(at: name).split(separator: " ")
        guard !words.isEmpty else { return nil }
        match.line.skipBlanks()
        return (
          LabelCandidate(
            style: .custom, name: name, time: match.time, speech: match.line.offset),
          words.joined(separator: " ")
        )
      }
      ahead.line.offset += 1
    }
    return nil
  }

  /// - Unit: bytes.
  private static let longestName = 96

  /// How far a line is as the template says.
  private struct Match {
    var line: LineCursor
    var time: TimeCode?
    /// How many blanks stand where the template has some.
    var blanks = 0

    /// Takes parts that are no name.
    mutating func take(_ parts: ArraySlice<Part>) -> Bool {
      for part in parts {
        switch part {
        case .blanks: blanks += line.skipBlanks()
        case .time:
          guard let found = line.takeTime() else { return false }
          time = found
        case .byte(let byte):
          guard line.peek == byte else { return false }
          line.offset += 1
        case .name: return false
        }
      }
      return true
    }
  }
}

/// The setting `time`: how times with four numbers are counted, or that none is.
public enum TimeChoice: String, SettingChoice, Hashable {
  /// Days in front; in the margin of tape transcripts, frames behind.
  case auto
  /// `01:02:03:12` is an hour, two minutes, three seconds and 12 frames of 1/25 second.
  case frames
  /// `01:02:03:12` is a day, two hours, three minutes and 12 seconds.
  case days
  /// Times mean nothing.
  case none
}
