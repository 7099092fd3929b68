public import LeitmotifModel

/// How a user says that a file's bytes are to be read as text.
public struct DecodingChoice: Hashable, Sendable {
  /// The encoding's name, as ICU knows it; `nil` to find it out.
  public var encoding: String?

  /// Whether what cannot be decoded becomes U+FFFD, instead of an error.
  public var replacesUndecodable: Bool

  /// Creates a choice; nothing said, the encoding is found out, and nothing is ever replaced.
  public init(encoding: String? = nil, replacesUndecodable: Bool = false) {
    self.encoding = encoding
    self.replacesUndecodable = replacesUndecodable
  }

  /// Whether there is an encoding of that name.
  public static func knows(_ name: String) -> Bool {
    knowsEncoding(name)
  }
}

/// The text of an interview's file, and how its encoding was found out.
public struct InterviewText: Sendable {
  /// The text.
  public let text: CanonicalText

  /// The encoding's name: `utf-8`, `utf-16le`, `windows-1252`, ….
  public let encoding: String

  /// How sure a guess is; `nil` where nothing was guessed.
  ///
  /// - Unit: percent.
  public let confidence: Int?

  /// What was odd: a guess, characters that were replaced.
  public let warnings: [Diagnostic]

  /// What a transcript keeps of the encoding besides its name.
  public var metadata: [String: String] {
    confidence.map { ["encoding.confidence": "\($0)"] } ?? [:]
  }

  /// Reads a file's bytes as text.
  ///
  /// A byte order mark says UTF-8, UTF-16 or UTF-32. Without one, what is valid UTF-8 is UTF-8; anything else
  /// is guessed from its letters, and the guess is a warning, for it may be wrong.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its name, for messages.
  ///   - choice: What the user said of the encoding.
  /// - Throws: `Diagnostics` with one error: what `decode` throws, `undecodable-text` where the encoding that
  ///   the user named does not fit, and `invalid-utf8` also when no guess is sure enough.
  public init(
    decoding bytes: [UInt8], path: String, as choice: DecodingChoice = DecodingChoice()
  ) throws(Diagnostics) {
    if let name = choice.encoding {
      self = try Self.named(name, bytes, path: path, replacing: choice.replacesUndecodable)
      return
    }
    if !bytes.isEmpty, bytes.count <= largestText, let text = CanonicalText(plainASCII: bytes) {
      self.init(text: text, encoding: FileEncoding.utf8.rawValue, confidence: nil, warnings: [])
      return
    }
    let mark = FileEncoding(of: bytes)
    if mark == .utf8, bytes.count <= largestText {
      if let zero = bytes.firstPlace(of: 0) {
        // Zeros are half of a UTF-16 text; in any other they have no place.
        guard let wide = EncodingGuess.wide(bytes) else {
          throw Diagnostics(binary(at: zero, path: path))
        }
        self = try Self.guessed(wide, bytes, path: path, replacing: choice.replacesUndecodable)
        return
      }
      if let place = firstInvalidUTF8(in: bytes) {
        guard let guess = EncodingGuess(at: bytes) else {
          guard choice.replacesUndecodable else {
            throw Diagnostics(mark.error(in: bytes, at: place, path: path))
          }
          self = try Self.named("utf-8", bytes, path: path, replacing: true)
          return
        }
        self = try Self.guessed(guess, bytes, path: path, replacing: choice.replacesUndecodable)
        return
      }
      self.init(
        text: try canonicalText(bytes, path: path), encoding: mark.rawValue, confidence: nil,
        warnings: [])
      return
    }
    if choice.replacesUndecodable, mark != .utf8 {
      self = try Self.named(mark.rawValue, bytes, path: path, replacing: true)
      return
    }
    let (text, encoding) = try decode(bytes, path: path)
    self.init(text: text, encoding: encoding, confidence: nil, warnings: [])
  }

  private init(text: CanonicalText, encoding: String, confidence: Int?, warnings: [Diagnostic]) {
    self.text = text
    self.encoding = encoding
    self.confidence = confidence
    self.warnings = warnings
  }

  private static func named(
    _ name: String, _ bytes: [UInt8], path: String, replacing: Bool
  ) throws(Diagnostics) -> InterviewText {
    try refuseTooLarge(bytes, path: path)
    switch decodeWithICU(bytes, from: name, replacing: replacing) {
    case .wrong(let offset):
      throw Diagnostics(.undecodable(at: offset, in: bytes, as: name, path: path))
    case .text(let utf8, let replaced):
      return InterviewText(
        text: try canonicalText(utf8, path: path), encoding: name.lowercased(), confidence: nil,
        warnings: replaced > 0 ? [.replaced(replaced, as: name, path: path)] : [])
    }
  }

  private static func guessed(
    _ guess: EncodingGuess, _ bytes: [UInt8], path: String, replacing: Bool
  ) throws(Diagnostics) -> InterviewText {
    let damage = UTF8Damage(of: bytes)
    if damage.isUTF8, !guess.name.hasPrefix("utf-") {
      guard replacing else { throw Diagnostics(damage.error(in: bytes, path: path)) }
      return try named("utf-8", bytes, path: path, replacing: true)
    }
    guard guess.isSure(in: bytes) else {
      // Of an encoding that nobody knows only what is UTF-8 can be read.
      if replacing { return try named("utf-8", bytes, path: path, replacing: true) }
      throw Diagnostics(.unknownEncoding(in: bytes, guess: guess, path: path))
    }
    let read = try named(guess.name, bytes, path: path, replacing: replacing)
    return InterviewText(
      text: read.text, encoding: guess.name, confidence: guess.confidence,
      warnings: [.guessed(guess, path: path)] + read.warnings)
  }
}

extension EncodingGuess {
  /// Whether a guess may be used: ICU is sure, or halfway sure about many letters, or they are a few that Western
  /// languages use all the time, each beside a sign of ASCII as there.
  fileprivate func isSure(in bytes: [UInt8]) -> Bool {
    if confidence >= 50 { return true }
    func isASCII(_ place: Int) -> Bool {
      !bytes.indices.contains(place) || bytes[place] < 0x80
    }
    var letters = 0
    var areCommon = name == "windows-1252"
    for (place, byte) in bytes.enumerated() where byte >= 0x80 {
      letters += 1
      areCommon =
        areCommon && Self.commonWesternBytes.contains(byte)
        && (isASCII(place - 1) || isASCII(place + 1))
      if letters == 8, confidence >= 30 { return true }
      if !areCommon, confidence < 30 { return false }
    }
    return areCommon && letters >= 2
  }

  /// Letters with accents, curly quotes, dashes and the ellipsis in Windows-1252.
  private static let commonWesternBytes: Set<UInt8> = [
    0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xAB, 0xBB, 0xBF, 0xA1, 0xC0, 0xC4, 0xC9, 0xD6, 0xDC,
    0xDF, 0xE0, 0xE1, 0xE2, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xED, 0xEE, 0xEF, 0xF1,
    0xF3, 0xF4, 0xF5, 0xF6, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC,
  ]
}

extension Diagnostic {
  fileprivate static func guessed(_ guess: EncodingGuess, path: String) -> Diagnostic {
    .warning(
      "guessed-encoding",
      "the file does not say its encoding; it was read as \(guess.name) (\(guess.confidence) % sure)",
      help: "look at the letters beyond a to z; set 'encoding' if they are wrong, or save as UTF-8",
      at: SourceLocation(path: path))
  }

  fileprivate static func replaced(_ count: Int, as name: String, path: String) -> Diagnostic {
    .warning(
      "replaced-characters",
      "\(count) \(count == 1 ? "place" : "places") could not be read as \(name) and became U+FFFD",
      help: "'undecodable: replace' asked for it; look for the character \u{FFFD}",
      at: SourceLocation(path: path))
  }

  fileprivate static func undecodable(
    at offset: Int, in bytes: [UInt8], as name: String, path: String
  ) -> Diagnostic {
    .error(
      "undecodable-text", "the file is not \(name): byte \(offset) (from 0) cannot be read",
      help: "set 'encoding' to the right one, or 'undecodable: replace' to put U+FFFD there",
      at: SourceLocation(path: path, line: line(of: offset, in: bytes)))
  }

  fileprivate static func unknownEncoding(
    in bytes: [UInt8], guess: EncodingGuess, path: String
  ) -> Diagnostic {
    let offset = firstInvalidUTF8(in: bytes) ?? 0
    return .error(
      "invalid-utf8", "the file is not UTF-8: byte \(offset) (from 0) is wrong",
      help:
        "save the file as UTF-8, or set 'encoding'; it may be \(guess.name) (\(guess.confidence) % sure)",
      at: SourceLocation(path: path, line: line(of: offset, in: bytes)))
  }
}

private func line(of offset: Int, in bytes: [UInt8]) -> Int {
  bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
}

/// How much of a file is UTF-8, and where it is not.
private struct UTF8Damage {
  private var letters = 0
  private var wrong = 0
  /// The first bytes that are wrong.
  private var places: [Int] = []

  init(of bytes: [UInt8]) {
    var offset = 0
    while let place = firstInvalidUTF8(in: bytes, from: offset), wrong < 1000 {
      letters += bytes[offset..<place].count { $0 >= 0xC2 }
      wrong += 1
      if places.count < 5 { places.append(place) }
      offset = place + 1
      // The trailing bytes of a broken character are no second mistake.
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    letters += bytes[offset...].prefix(1 << 16).count { $0 >= 0xC2 }
  }

  /// Whether most of what is not ASCII is UTF-8: of another encoding hardly anything would be.
  var isUTF8: Bool { letters > 2 * wrong }

  func error(in bytes: [UInt8], path: String) -> Diagnostic {
    let list = places.map(String.init).joined(separator: ", ")
    let more = wrong > places.count ? ", …" : ""
    return .error(
      "invalid-utf8",
      places.count == 1
        ? "the file is UTF-8, but byte \(list) (from 0) is wrong"
        : "the file is UTF-8, but bytes \(list)\(more) (from 0) are wrong",
      help: "the file was damaged: export it again, or set 'undecodable: replace'",
      at: SourceLocation(path: path, line: line(of: places.first ?? 0, in: bytes)))
  }
}
