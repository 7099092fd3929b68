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
    var line = line
    var name = line.offset..<line.offset
    var time: TimeCode?
    for place in parts.indices {
      switch parts[place] {
      case .blanks: line.skipBlanks()
      case .time:
        guard let found = line.takeTime() else { return nil }
        time = found
      case .byte(let byte):
        guard line.peek == byte else { return nil }
        line.offset += 1
      case .name:
        guard let found = takeName(&line, before: parts[(place + 1)...]) else { return nil }
        name = found
      }
    }
    line.skipBlanks()
    let words = line.text(at: name).split(separator: " ")
    return (
      LabelCandidate(style: .custom, name: name, time: time, speech: line.offset),
      words.joined(separator: " ")
    )
  }

  /// Takes up to where the next part that is no blank begins.
  private func takeName(
    _ line: inout LineCursor, before rest: ArraySlice<Part>
  ) -> Range<Int>? {
    guard let next = rest.first(where: { $0 != .blanks }) else { return nil }
    let start = line.offset
    while !line.isAtEnd, line.offset - start <= 96 {
      var ahead = line
      let ends =
        switch next {
        case .byte(let byte): line.peek == byte
        case .time: line.offset > start && ahead.takeTime() != nil
        case .name, .blanks: false
        }
      if ends {
        let name = start..<line.offset
        return line.bytes[name].allSatisfy { $0 == 0x20 } ? nil : name
      }
      line.offset += 1
    }
    return nil
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
