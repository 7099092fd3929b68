/// Something that looks like a label, until the whole file has been looked at.
///
/// A file may have millions, which are gone through again and again: it is made of numbers only, and of small ones.
struct LabelCandidate {
  private var place: (start: Int32, end: Int32)
  private var speechStart: Int32
  private var labelNumber: Int32 = 0
  private var lineNumber: Int32 = 0
  private var blanksBefore: Int32 = 0
  /// When the turn begins, where the label says it.
  var time: TimeCode?
  /// When it ends; only cues say that.
  var end: TimeCode?
  /// How it is printed.
  var style: LabelStyle
  /// Whether the speech follows the colon without a blank, as only known labels may have it.
  var isTight: Bool
  /// Whether it is none when no speech stands on the next line.
  var needsSpeechBelow: Bool
  /// Whether nothing follows the label in its line.
  var isSilent = false
  /// Whether an empty line, or nothing, stands above.
  var beginsParagraph = false

  init(
    style: LabelStyle, name: Range<Int>, time: TimeCode? = nil, end: TimeCode? = nil, speech: Int,
    isTight: Bool = false, needsSpeechBelow: Bool = false, number: Int = 0, line: Int = 0
  ) {
    place = (Int32(name.lowerBound), Int32(name.upperBound))
    speechStart = Int32(speech)
    labelNumber = Int32(number)
    lineNumber = Int32(line)
    self.time = time
    self.end = end
    self.style = style
    self.isTight = isTight
    self.needsSpeechBelow = needsSpeechBelow
  }

  /// Where the label stands; empty for a time alone, at which the same speaker goes on.
  var name: Range<Int> {
    get { Int(place.start)..<Int(place.end) }
    set { place = (Int32(newValue.lowerBound), Int32(newValue.upperBound)) }
  }

  /// Where the speech begins; the line's end when it begins on the next one.
  var speech: Int {
    get { Int(speechStart) }
    set { speechStart = Int32(newValue) }
  }

  /// The label's number in the table of the file's labels.
  var number: Int {
    get { Int(labelNumber) }
    set { labelNumber = Int32(newValue) }
  }

  /// The line's place in the file.
  var line: Int {
    get { Int(lineNumber) }
    set { lineNumber = Int32(newValue) }
  }

  /// Blanks before the label.
  var indentation: Int {
    get { Int(blanksBefore) }
    set { blanksBefore = Int32(newValue) }
  }
}

/// One way to find a label in a line: one for each style.
struct LabelRecogniser: Sendable {
  /// The style that it knows.
  let style: LabelStyle
  /// A style that it finds besides, for the two begin alike.
  var alsoFinds: LabelStyle?
  /// What a line with such a label begins with.
  var beginnings = Beginnings.anything
  /// Whether nothing stands behind the time of such a label.
  var endsWithTime = false
  /// Looks at a line from its first character on.
  let candidate: @Sendable (LineCursor) -> LabelCandidate?

  /// All recognisers, those that ask for more first.
  static let all: [LabelRecogniser] = [
    bold, leadingTime, timedColon, colonTime, colon, nameLine, margin, bracket,
  ]

  /// The recognisers that are asked, for each byte that a line may begin with.
  ///
  /// - Parameter style: The only style that is looked for; `nil` for all.
  /// - Returns: 256 lists.
  static func byBeginning(of style: LabelStyle?) -> [[LabelRecogniser]] {
    guard let style else { return allByBeginning }
    return allByBeginning.map { $0.filter { style == $0.style || style == $0.alsoFinds } }
  }

  private static let allByBeginning = (UInt8.min ... .max).map { byte in
    all.filter { $0.beginnings.contains(byte) }
  }

  /// Those that are asked when nobody is named.
  static let nameless: [LabelRecogniser] = [cueLine]
}

/// The characters with which a line may begin.
struct Beginnings: Sendable {
  /// Anything, ASCII or not.
  static let anything = Beginnings(low: .max, high: .max, others: true)

  // One bit for each of the 128 characters of ASCII.
  private var low: UInt64
  private var high: UInt64
  /// Whether all that is not ASCII is among them.
  private var others: Bool

  private init(low: UInt64, high: UInt64, others: Bool) {
    (self.low, self.high, self.others) = (low, high, others)
  }

  /// Those of a text, which is ASCII.
  init(_ characters: StaticString) {
    self.init(low: 0, high: 0, others: false)
    characters.withUTF8Buffer { bytes in
      for byte in bytes where byte < 0x80 {
        if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte - 64) }
      }
    }
  }

  /// Whether a character, of which this is the first byte, is among them.
  func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<64: low >> byte & 1 != 0
    case ..<128: high >> (byte - 64) & 1 != 0
    default: others
    }
  }
}
