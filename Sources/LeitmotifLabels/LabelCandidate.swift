/// Something that looks like a label, until the whole file has been looked at.
///
/// A file may have millions: it is made of numbers only.
struct LabelCandidate {
  /// How it is printed.
  var style: LabelStyle
  /// Where the label stands; empty for a time alone, at which the same speaker goes on.
  var name: Range<Int>
  /// When the turn begins, where the label says it.
  var time: TimeCode?
  /// When it ends; only cues say that.
  var end: TimeCode?
  /// Where the speech begins; the line's end when it begins on the next one.
  var speech: Int
  /// Whether the speech follows the colon without a blank, as only known labels may have it.
  var isTight = false

  /// Whether it is none when no speech stands on the next line.
  var needsSpeechBelow = false

  /// Whether nothing follows the label in its line.
  var isSilent = false

  /// The label's number in the table of the file's labels.
  var number = 0
  /// The line's place in the file.
  var line = 0
  /// Blanks before the label.
  var indentation = 0
  /// Whether an empty line, or nothing, stands above.
  var beginsParagraph = false
}

/// One way to find a label in a line: one for each style.
struct LabelRecogniser: Sendable {
  /// The style that it knows.
  let style: LabelStyle
  /// A style that it finds besides, for the two begin alike.
  var alsoFinds: LabelStyle?
  /// What a line with such a label begins with; anything when it is empty.
  var beginnings: [UInt8] = []
  /// Whether nothing stands behind the time of such a label.
  var endsWithTime = false
  /// Looks at a line from its first character on.
  let candidate: @Sendable (LineCursor) -> LabelCandidate?

  /// All recognisers, those that ask for more first.
  static let all: [LabelRecogniser] = [
    bold, leadingTime, timedColon, colonTime, colon, nameLine, margin, bracket,
  ]

  /// Those that are asked when nobody is named.
  static let nameless: [LabelRecogniser] = [cueLine]
}
