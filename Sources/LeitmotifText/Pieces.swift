/// The words and marks of a short text, such as a pattern: what the text's own pieces are compared
/// with.
public func pieces(of text: String) -> [[UInt8]] {
  var pieces: [[UInt8]] = []
  Array(text.utf8).withUnsafeBufferPointer { bytes in
    TokenScanner().forEachToken(in: bytes, 0..<bytes.count) {
      pieces.append(Array(bytes[$0.start..<$0.end]))
    }
  }
  return pieces
}
