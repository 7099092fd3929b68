public import LeitmotifModel

/// Reads a file's bytes as text, as far as nothing has to be guessed.
///
/// A byte order mark says UTF-8, UTF-16 or UTF-32; without one the file is UTF-8.
///
/// - Parameters:
///   - bytes: The file.
///   - path: Its name, for messages.
/// - Returns: The canonical text, and the encoding's name: `utf-8`, `utf-16le`, ….
/// - Throws: `Diagnostics` with one error: `empty-file`, `file-too-large`, `binary-file`, or
///   `invalid-utf8`, `invalid-utf16`, `invalid-utf32` at the first byte that is wrong.
public func decode(
  _ bytes: [UInt8], path: String
) throws(Diagnostics) -> (text: CanonicalText, encoding: String) {
  let encoding = FileEncoding(of: bytes)
  try refuseTooLarge(bytes, path: path)
  let utf8: [UInt8]
  if encoding == .utf8 {
    if let place = firstInvalidUTF8(in: bytes) {
      throw Diagnostics(encoding.error(in: bytes, at: place, path: path))
    }
    utf8 = bytes
  } else {
    switch encoding.utf8(from: bytes) {
    case .success(let text): utf8 = text
    case .failure(let wrong):
      throw Diagnostics(encoding.error(in: bytes, at: wrong.offset, path: path))
    }
  }
  return (try canonicalText(utf8, path: path), encoding.rawValue)
}

func refuseTooLarge(_ bytes: [UInt8], path: String) throws(Diagnostics) {
  guard bytes.count > largestText else { return }
  throw Diagnostics(
    .error(
      "file-too-large", "the file has \(bytes.count) bytes; at most \(largestText) are read",
      help: "cut it into one file for each interview", at: SourceLocation(path: path)))
}

/// The canonical form of decoded text.
///
/// - Throws: `Diagnostics` when there is nothing, or a zero byte, in it.
func canonicalText(_ utf8: [UInt8], path: String) throws(Diagnostics) -> CanonicalText {
  if let place = utf8.firstPlace(of: 0) { throw Diagnostics(binary(at: place, path: path)) }
  let text = CanonicalText(validUTF8: utf8)
  guard !text.bytes.isEmpty else {
    throw Diagnostics(
      .error(
        "empty-file", "there is nothing in the file",
        help: "export the transcript again, or take the file out of the pipeline's 'files'",
        at: SourceLocation(path: path)))
  }
  return text
}

/// - Unit: bytes; offsets have 32 bits where they are many.
let largestText = Int(Int32.max)

func binary(at offset: Int, path: String) -> Diagnostic {
  .error(
    "binary-file", "the file is no text: byte \(offset) is zero",
    help: "export the transcript as plain text; UTF-16 text needs its byte order mark",
    at: SourceLocation(path: path))
}

extension FileEncoding {
  func error(in bytes: [UInt8], at offset: Int, path: String) -> Diagnostic {
    if self == .utf8 {
      // A file with zero bytes is no badly saved text.
      if let zero = bytes.firstIndex(of: 0) { return binary(at: zero, path: path) }
      let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
      return .error(
        "invalid-utf8", "the file is not UTF-8: byte \(offset) (from 0) is wrong",
        help: "save the file as UTF-8; it may be Windows-1252 or Mac Roman now",
        at: SourceLocation(path: path, line: line))
    }
    let isUTF16 = self == .utf16LittleEndian || self == .utf16BigEndian
    return .error(
      isUTF16 ? "invalid-utf16" : "invalid-utf32",
      "the file is not \(rawValue.uppercased()): byte \(offset) (from 0) is wrong",
      help: "save the file as UTF-8", at: SourceLocation(path: path))
  }
}
