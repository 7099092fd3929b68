import LeitmotifText

/// The names of the encodings that Rich Text gives by numbers.
enum RichTextEncodings {
  /// The encoding when the file names none.
  static let usual = "windows-1252"

  /// The encoding of a code page; the usual one for a number that nobody knows.
  static func name(ofCodePage number: Int) -> String {
    switch number {
    case 10000: return "macintosh"
    case 10001: return "shift_jis"
    case 65001: return "utf-8"
    case 874, 932, 936, 949, 950, 1250...1258: return "windows-\(number)"
    default:
      let name = "ibm-\(number)"
      return DecodingChoice.knows(name) ? name : usual
    }
  }

  /// The encoding of a font's set of characters; `nil` where the file's own counts.
  static func name(ofCharacterSet number: Int) -> String? {
    let codePages = [
      0: 1252, 77: 10000, 78: 10001, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254,
      163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437,
      255: 850,
    ]
    return codePages[number].map(name(ofCodePage:))
  }
}
