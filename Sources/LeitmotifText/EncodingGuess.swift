import CICU

/// A guess at the encoding of a text that is not UTF-8 and has no mark.
struct EncodingGuess: Hashable {
  /// The name, in lower case: `windows-1252`, `big5`, ….
  var name: String
  /// How sure it is.
  ///
  /// - Unit: percent.
  var confidence: Int

  /// The best guess at a text's encoding; `nil` when there is none at all.
  ///
  /// ICU guesses by letters that follow each other. Its guesses are then mended where people's files are
  /// known: Windows' own encodings hold all that the ISO ones of their letters do, and are what programs
  /// write; of two that read a file alike the commoner one is named; ICU does not know Mac Roman.
  init?(at bytes: [UInt8]) {
    // The letters in a few pages decide as well as those of a book; long stretches of ASCII say nothing.
    let sample = Self.sample(of: bytes)
    var guesses = Array(repeating: cicu_guess(), count: 8)
    let count = sample.withUnsafeBufferPointer { sample in
      cicu_guess_encodings(sample.baseAddress, Int32(sample.count), &guesses, 8)
    }
    let all = guesses.prefix(Int(count)).map { ($0, Self.name(of: $0, in: sample)) }
      .filter { !$0.1.hasPrefix("utf-") && !$0.1.hasPrefix("ibm") }
    guard let (best, name) = all.first else { return nil }
    self.name = name
    confidence = Int(best.confidence)
    if name != "windows-1252", all.contains(where: { $0.1 == "windows-1252" }),
      Self.decode(sample, as: name) == Self.decode(sample, as: "windows-1252")
    {
      self.name = "windows-1252"
    }
    if self.name.hasPrefix("windows-125"), Self.looksLikeMacRoman(sample) {
      self.name = "macintosh"
    }
  }

  /// UTF-16 or UTF-32 without a mark: every second byte of Western text is zero.
  ///
  /// - Returns: `nil` for bytes that look otherwise.
  static func wide(_ bytes: [UInt8]) -> EncodingGuess? {
    let front = bytes.prefix(4096)
    guard front.count >= 8, bytes.count.isMultiple(of: 2) else { return nil }
    var zeros = [0, 0, 0, 0]
    for (place, byte) in front.enumerated() where byte == 0 { zeros[place % 4] += 1 }
    let quarter = front.count / 4
    if zeros[2] == quarter, zeros[3] == quarter, zeros[0] == 0 {
      return EncodingGuess(name: "utf-32le", confidence: 100)
    }
    if zeros[0] == quarter, zeros[1] == quarter, zeros[3] == 0 {
      return EncodingGuess(name: "utf-32be", confidence: 100)
    }
    let even = zeros[0] + zeros[2]
    let odd = zeros[1] + zeros[3]
    // Letters of other scripts have fewer zeros, but then their bytes are no words of ASCII.
    let isASCII = front.count { (0x20...0x7E).contains($0) } * 10 >= front.count * 7
    if isASCII, (even + odd) * 10 < front.count * 4 { return nil }
    if even == 0, odd * 10 >= quarter { return EncodingGuess(name: "utf-16le", confidence: 90) }
    if odd == 0, even * 10 >= quarter { return EncodingGuess(name: "utf-16be", confidence: 90) }
    return nil
  }

  private init(name: String, confidence: Int) {
    self.name = name
    self.confidence = confidence
  }

  /// The lines that are not ASCII, up to a size that is quickly looked at; all of a short text.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    let size = 1 << 16
    guard bytes.count > size else { return bytes }
    var sample: [UInt8] = []
    for line in bytes.split(separator: 0x0A) where line.contains(where: { $0 >= 0x80 }) {
      sample += line.prefix(size)
      sample.append(0x0A)
      if sample.count >= size { break }
    }
    return sample
  }

  /// The name of the encoding that people's programs write where ICU says an ISO one.
  private static func name(of guess: cicu_guess, in sample: [UInt8]) -> String {
    let name = text(guess.name).lowercased()
    switch name {
    case "iso-8859-1": return "windows-1252"
    // Bytes that are letters in the one and signs in the other.
    case "iso-8859-2" where text(guess.language) == "pl":
      return sample.contains { [0xA1, 0xA6, 0xAC, 0xB1, 0xB6].contains($0) } ? name : "windows-1250"
    case "iso-8859-7": return "windows-1253"
    case "iso-8859-8", "iso-8859-8-i": return "windows-1255"
    case "iso-8859-9": return "windows-1254"
    case "euc-kr": return "windows-949"
    default: return name
    }
  }

  /// Whether bytes stand between small letters that are letters in Mac Roman, and in Windows signs that no
  /// word holds.
  private static func looksLikeMacRoman(_ bytes: [UInt8]) -> Bool {
    var mac = 0
    var others = 0
    for place in bytes.indices.dropFirst().dropLast() where bytes[place] >= 0x80 {
      let isInWord = [bytes[place - 1], bytes[place + 1]].contains { (0x61...0x7A).contains($0) }
      switch bytes[place] {
      // A curly apostrophe stands in words too; the other quotes and dashes stand at their edges.
      case 0x91...0x97, 0x80, 0x85, 0x8A, 0x8C, 0x9A, 0x9C, 0x9E, 0x9F: break
      case 0x81...0x9D: mac += isInWord ? 1 : 0
      default: others += 1
      }
    }
    return mac > 0 && mac > others
  }

  private static func decode(_ bytes: [UInt8], as name: String) -> [UInt8]? {
    guard case .text(let text, 0) = decodeWithICU(bytes, from: name, replacing: false) else {
      return nil
    }
    return text
  }
}

/// Whether ICU has a converter of that name.
func knowsEncoding(_ name: String) -> Bool {
  cicu_knows_encoding(name)
}

/// What ICU made of some bytes.
enum ICUDecoding: Equatable {
  /// UTF-8, in which so many sequences are replaced.
  case text([UInt8], replaced: Int)
  /// Nothing: at this offset something cannot be decoded.
  case wrong(at: Int)
}

/// Decodes bytes with one of ICU's converters.
func decodeWithICU(_ bytes: [UInt8], from name: String, replacing: Bool) -> ICUDecoding {
  var wrong: Int64 = -1
  var length: Int64 = -1
  let capacity = 4 * bytes.count + 16
  let text = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
    length = bytes.withUnsafeBufferPointer { bytes in
      cicu_decode(
        name, bytes.baseAddress, Int64(bytes.count), replacing, buffer.baseAddress,
        Int64(capacity), &wrong)
    }
    count = max(0, Int(length))
  }
  return length < 0 ? .wrong(at: max(0, Int(wrong))) : .text(text, replaced: Int(wrong))
}

/// The text of a C array of characters.
private func text<Characters>(_ characters: Characters) -> String {
  withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
