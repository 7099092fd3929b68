import Dispatch
import Foundation
import Synchronization

/// Notices Ctrl-C (SIGINT) and SIGTERM, so that a run ends between two transcripts and says so.
final class Interrupt: Sendable {
  private let wasAsked = Atomic(false)
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen; the first signal asks to stop, a second one stops at once.
  init() {
    let queue = DispatchQueue(label: "leitmotif.interrupt")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [weak self] in
        guard let self else { return }
        if wasAsked.exchange(true, ordering: .relaxed) { _exit(ExitStatus.interrupted) }
        printError("\nstopping after the transcripts at hand; once more to stop at once")
      }
      source.resume()
    }
  }

  /// Whether somebody asked to stop.
  var isCancelled: Bool { wasAsked.load(ordering: .relaxed) }
}
