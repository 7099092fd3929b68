import Foundation
import Synchronization

/// Notices Ctrl-C (SIGINT), SIGTERM and a closed terminal (SIGHUP), so that a run ends between two transcripts and
/// says so.
enum Interrupt {
  private static let wasAsked = Atomic(false)
  /// What the program becomes when it stops at once: a shell that takes a folder away.
  nonisolated(unsafe) private static var cleanup:
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// What the first signal is answered with.
  nonisolated(unsafe) private static var answer: StaticString = ""

  /// Whether somebody asked to stop.
  static var isCancelled: Bool { wasAsked.load(ordering: .relaxed) }

  /// Begins to listen; the first signal asks to stop, a second one stops at once.
  ///
  /// - Parameters:
  ///   - folder: A folder of ours that is not to be left behind even then.
  ///   - answer: What the first signal is answered with: lines of their own.
  static func listen(
    deleting folder: String? = nil,
    answering answer: StaticString =
      "\nstopping after the transcripts at hand; once more to stop at once\n"
  ) {
    self.answer = answer
    if let folder {
      let words = ["/bin/sh", "-c", "rm -rf -- \"$0\"; exit \(ExitStatus.interrupted)", folder]
      let pointers = words.map { strdup($0) } + [nil]
      cleanup = .allocate(capacity: pointers.count)
      cleanup?.initialize(from: pointers, count: pointers.count)
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number, handle)
      // 'nohup' has it ignored: the work goes on without a terminal.
      if number == SIGHUP, address(of: before) == address(of: SIG_IGN) { signal(SIGHUP, SIG_IGN) }
    }
  }

  private static func address(of handler: sighandler_t?) -> Int {
    unsafeBitCast(handler, to: Int.self)
  }

  /// Between a signal and its end nothing is allowed that takes a lock: only the flag, write(2), and the ways out.
  private static let handle: @convention(c) (Int32) -> Void = { number in
    if Interrupt.wasAsked.exchange(true, ordering: .relaxed) {
      // Who closes a terminal says so more than once, and without hurry.
      guard number != SIGHUP else { return }
      if let words = Interrupt.cleanup, let shell = words[0] { execv(shell, words) }
      _exit(ExitStatus.interrupted)
    }
    _ = write(STDERR_FILENO, Interrupt.answer.utf8Start, Interrupt.answer.utf8CodeUnitCount)
  }
}
