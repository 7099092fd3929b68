public import LeitmotifModel
import Synchronization

/// How a stage tells the engine what it noticed, without knowing who listens.
public final class StageContext: Sendable {
  private let reported = Mutex<[Diagnostic]>([])

  /// How far the people of a study agree, for reports; nothing when nobody measures it.
  public let agreement: @Sendable (any StudyReader) throws -> [StatedAgreement]

  /// Creates a context that has heard nothing.
  ///
  /// - Parameter agreement: Measures how far the people of a study agree.
  public init(
    agreement: @escaping @Sendable (any StudyReader) throws -> [StatedAgreement] = { _ in [] }
  ) {
    self.agreement = agreement
  }

  /// Tells of something odd; the stage goes on.
  public func report(_ diagnostic: Diagnostic) {
    reported.withLock { $0.append(diagnostic) }
  }

  /// What was told so far.
  public var diagnostics: [Diagnostic] {
    reported.withLock { $0 }
  }
}

/// A coefficient of agreement as a report states it.
public struct StatedAgreement: Hashable, Sendable {
  /// What it is called in print.
  public let name: String
  /// Its value; `nil` where it is undefined.
  public let value: Double?
  /// Its interval of 95 percent; `nil` where none is known.
  public let interval: ClosedRange<Double>?
  /// Why it has no value; empty when it has one.
  public let reason: String
  /// What it was measured over: "2,140 sentences by 2 coders".
  public let units: String

  /// Creates a statement.
  public init(
    name: String, value: Double?, interval: ClosedRange<Double>?, reason: String, units: String
  ) {
    self.name = name
    self.value = value
    self.interval = interval
    self.reason = reason
    self.units = units
  }
}
