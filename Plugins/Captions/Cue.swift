/// A time as a file has it in milliseconds; `nil` for one that no recording has.
func milliseconds(_ text: String?) -> Int? {
  text.flatMap { Int($0) }.flatMap { $0.magnitude < 1_000_000_000_000 ? $0 : nil }
}

/// Something that is shown for a while.
struct Cue: Hashable {
  /// When it is shown.
  ///
  /// - Unit: milliseconds from the recording's start.
  var start: Int?
  var end: Int?
  /// Who speaks, where the format has a place for that; `nil` where it says nothing.
  var label: String?
  /// The words, without marks of the format; lines parted by line feeds.
  var text: [UInt8]
}

/// The cues of a file, and what it says about itself.
struct CueSheet: Hashable {
  var cues: [Cue] = []
  var metadata: [String: String] = [:]
}
