import Foundation
import Synchronization

/// Notices Ctrl-C (SIGINT) and SIGTERM, so that a run ends between two transcripts and says so.
enum Interrupt {
  private static let wasAsked = Atomic(false)

  /// Whether somebody asked to stop.
  static var isCancelled: Bool { wasAsked.load(ordering: .relaxed) }

  /// Begins to listen; the first signal asks to stop, a second one stops at once.
  static func listen() {
    for number in [SIGINT, SIGTERM] {
      // Between a signal and its end nothing is allowed that takes a lock: only the flag and write(2).
      signal(number) { _ in
        if Interrupt.wasAsked.exchange(true, ordering: .relaxed) { _exit(ExitStatus.interrupted) }
        let word: StaticString =
          "\nstopping after the transcripts at hand; once more to stop at once\n"
        _ = write(STDERR_FILENO, word.utf8Start, word.utf8CodeUnitCount)
      }
    }
  }
}
