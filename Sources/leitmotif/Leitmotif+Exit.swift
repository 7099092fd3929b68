import ArgumentParser
import Foundation

extension Leitmotif {
  /// Ends the program as ArgumentParser would, but what cannot be printed (help on a full disk) is an error.
  static func exit(withError error: any Error) -> Never {
    let text = fullMessage(for: error)
    let code = exitCode(for: error)
    if !text.isEmpty {
      if code.isSuccess { print(text) } else { printError(text) }
    }
    Foundation.exit(code.rawValue)
  }
}
