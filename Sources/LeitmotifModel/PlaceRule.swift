/// When two codings of one code are about the same place.
public enum PlaceMatching: String, CaseIterable, Hashable, Sendable {
  /// They overlap, or touch the same sentence.
  case sentence
  /// They share at least one character, or as large a share of them as the settings ask for.
  case overlap
  /// Their spans are equal.
  case exact
  /// They overlap, or touch the same turn.
  case turn
}

/// When two codings of one code are about the same place, with how much they have to share.
///
/// The merge settles by it, and whoever asks a reviewer about what the merge settled asks about the same places.
public struct PlaceRule: Hashable, Sendable {
  /// When they are.
  public let matching: PlaceMatching
  /// The least share of the bytes of both spans together that have to be in both, from 0 (any) to 1; counts with
  /// `PlaceMatching.overlap` only.
  public let share: Double

  /// Creates a rule; that of a merge without settings when nothing is said.
  public init(matching: PlaceMatching = .sentence, share: Double = 0) {
    self.matching = matching
    self.share = share
  }

  /// The rule of a pipeline's merge.
  ///
  /// - Parameter pipeline: The pipeline as a store keeps it.
  public init(ofMergeIn pipeline: JSONValue) {
    let merge = pipeline["stages"]?.elements?.last { $0["kind"]?.string == "merge" }
    let share: Double =
      switch merge?["settings"]?["share"] {
      case .number(let number): number
      case .integer(let number): Double(number)
      default: 0
      }
    let matching = merge?["settings"]?["match"]?.string.flatMap(PlaceMatching.init)
    self.init(matching: matching ?? .sentence, share: share)
  }

  /// The text that a span stands for: spans whose reaches meet are about one place.
  public func reach(of span: TextSpan, in transcript: SegmentedTranscript) -> TextSpan {
    switch matching {
    case .sentence: transcript.extended(span, to: .sentence)
    case .turn: transcript.extended(span, to: .turn)
    case .overlap, .exact: span
    }
  }

  /// Whether two reaches are one place.
  public func meet(_ left: TextSpan, _ right: TextSpan) -> Bool {
    if left == right { return true }
    guard matching != .exact, left.overlaps(right) else { return false }
    guard matching == .overlap else { return true }
    let shared = min(left.end, right.end) - max(left.start, right.start)
    let together = max(left.end, right.end) - min(left.start, right.start)
    return Double(shared) >= share * Double(together)
  }

  /// Whether a reviewer's decision is about a place: the least overlap is enough, whatever the coders share.
  public func isAbout(
    _ decided: TextSpan, _ place: TextSpan, in transcript: SegmentedTranscript
  ) -> Bool {
    let reach = reach(of: decided, in: transcript)
    return reach == place || (matching != .exact && reach.overlaps(place))
  }
}
