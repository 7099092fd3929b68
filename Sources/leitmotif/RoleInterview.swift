import Foundation
import LeitmotifModel

/// Asks at a terminal what the people behind labels do in the interview; elsewhere it asks nothing.
struct RoleInterview {
  private let isAtTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
  private var hasExplained = false

  /// Asks for the role and the participant of one speaker; a bare return keeps what was found.
  mutating func ask(_ speaker: inout Speaker) {
    guard isAtTerminal else { return }
    if !hasExplained {
      printError(
        "Role: i(nterviewer), p(articipant), m(oderator), o(ther); return keeps [what was found].")
      hasExplained = true
    }
    let label = printable(speaker.label)
    while true {
      FileHandle.standardError.write(Data("\(label): role [\(speaker.role.rawValue)] ".utf8))
      guard let answer = readLine(), !answer.isEmpty else { break }
      let roles = Role.allCases.filter { $0.rawValue.hasPrefix(answer.lowercased()) }
      if roles.count == 1 {
        speaker.role = roles[0]
        break
      }
      printError("i, p, m or o, please")
    }
    guard speaker.role == .participant else { return }
    let found = speaker.participant?.rawValue ?? ""
    FileHandle.standardError.write(Data("\(label): participant's id [\(found)] ".utf8))
    if let answer = readLine(), !answer.isEmpty { speaker.participant = Identifier(answer) }
  }
}
