public import LeitmotifModel
import Synchronization

/// How a stage tells the engine what it noticed, without knowing who listens.
public final class StageContext: Sendable {
  private let reported = Mutex<[Diagnostic]>([])

  /// Creates a context that has heard nothing.
  public init() {}

  /// Tells of something odd; the stage goes on.
  public func report(_ diagnostic: Diagnostic) {
    reported.withLock { $0.append(diagnostic) }
  }

  /// What was told so far.
  public var diagnostics: [Diagnostic] {
    reported.withLock { $0 }
  }
}
