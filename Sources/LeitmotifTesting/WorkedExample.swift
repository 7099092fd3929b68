import Foundation
public import LeitmotifModel

/// A worked example of an ingester's README: a file, and the turns that it gives.
///
/// The README has the file's name in backticks and a colon, a block with its content, the word "gives", and a block
/// with the turns as ``writtenTurns(of:)`` writes them.
public struct WorkedExample: Sendable, CustomStringConvertible {
  /// The file's name.
  public let name: String
  /// The file's content.
  public let content: String
  /// The turns that the README promises, a line each.
  public let turns: [String]

  /// The file's name, as test reports show it.
  public var description: String { name }

  /// The examples of a plugin's README, in its order.
  ///
  /// - Parameter folder: The plugin's folder of `Plugins`.
  /// - Returns: None when the README cannot be read, so that whoever counts them notices.
  public static func all(ofPlugin folder: String) -> [WorkedExample] {
    let path = Command.projectFolder.appending(path: "Plugins/\(folder)/README.md")
    guard let readme = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    let pattern = /`([^`\n]+)`:\n\n```[a-z]*\n(.*?)```\n\ngives\n\n```\n(.*?)```/
      .dotMatchesNewlines()
    return readme.matches(of: pattern).map { match in
      WorkedExample(
        name: String(match.output.1), content: String(match.output.2),
        turns: match.output.3.split(separator: "\n").map(String.init))
    }
  }

  /// The turns of a transcript as READMEs write them: `ROSA 3.5-7.25: Poor.`, times in seconds, no time where the
  /// file has none.
  public static func writtenTurns(of transcript: Transcript) -> [String] {
    transcript.turns.map { turn in
      let label = transcript.speaker(of: turn)?.label ?? "(nobody named)"
      let times = turn.start.map { " \(seconds($0))-\(turn.end.map(seconds) ?? "")" } ?? ""
      return "\(label)\(times): \(transcript.text[turn.span])"
    }
  }

  private static func seconds(_ milliseconds: Int) -> String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
  }
}
