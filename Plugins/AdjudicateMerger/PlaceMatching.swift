import LeitmotifModel
public import LeitmotifPlugin

/// When two codings of one code are about the same place.
public enum PlaceMatching: String, SettingChoice {
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
struct PlaceRule: Sendable {
  let matching: PlaceMatching
  /// The least share of the bytes of both spans together that have to be in both; 0 for any.
  let share: Double

  /// The text that a span stands for: spans whose reaches meet are about one place.
  func reach(of span: TextSpan, in transcript: SegmentedTranscript) -> TextSpan {
    switch matching {
    case .sentence: transcript.extended(span, to: .sentence)
    case .turn: transcript.extended(span, to: .turn)
    case .overlap, .exact: span
    }
  }

  /// Whether two reaches are one place.
  func meet(_ left: TextSpan, _ right: TextSpan) -> Bool {
    if left == right { return true }
    guard matching != .exact, left.overlaps(right) else { return false }
    guard matching == .overlap else { return true }
    let shared = min(left.end, right.end) - max(left.start, right.start)
    let together = max(left.end, right.end) - min(left.start, right.start)
    return Double(shared) >= share * Double(together)
  }

  /// Whether a reviewer's decision is about a place: the least overlap is enough, whatever the coders share.
  func isAbout(_ decided: TextSpan, _ place: TextSpan, in transcript: SegmentedTranscript) -> Bool {
    let reach = reach(of: decided, in: transcript)
    return reach == place || (matching != .exact && reach.overlaps(place))
  }
}
