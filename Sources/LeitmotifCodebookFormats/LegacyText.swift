import LeitmotifModel
import LeitmotifText

/// The text of a dictionary's file, with LF line ends.
///
/// Dictionaries are older than Unicode: a file that is not UTF-8 is read as Windows-1252, which is what LIWC and
/// WordStat wrote, and the report says so. (Of a transcript nothing is guessed.)
///
/// - Parameters:
///   - bytes: The file.
///   - path: Its name, for messages.
///   - losses: Is told when the encoding is a guess.
/// - Returns: The text.
/// - Throws: `Diagnostics` when the file is empty or no text.
func dictionaryText(
  _ bytes: [UInt8], path: String, losses: inout LossReport
) throws(Diagnostics) -> String {
  do {
    let text = try decode(bytes, path: path).text
    return String(text[text.span])
  } catch {
    if error.all.map(\.id) == ["empty-file"] {
      throw Diagnostics(
        .error(
          "empty-file", "there is nothing in the file",
          help: "export the dictionary again", at: SourceLocation(path: path)))
    }
    guard error.all.allSatisfy({ $0.id == "invalid-utf8" }), !bytes.contains(0) else { throw error }
    losses.note("the encoding: it is not UTF-8 and was read as Windows-1252")
    var scalars = String.UnicodeScalarView()
    for byte in bytes where byte != 0x0D {
      let value =
        (0x80..<0xA0).contains(byte) ? windows1252[Int(byte) - 0x80] : UInt32(byte)
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(scalars)
  }
}

/// What Windows-1252 has where ISO 8859-1 has control characters; 0xFFFD where it has nothing.
private let windows1252: [UInt32] = [
  0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
  0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
]
