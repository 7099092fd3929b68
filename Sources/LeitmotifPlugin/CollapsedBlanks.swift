extension [UInt8] {
  /// Appends text with its white space collapsed to single blanks.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - first: Where the line begins, at which no blank stands.
  ///   - blankIsDue: Whether white space came last, so that a blank parts what comes next from what stands here.
  public mutating func append(
    collapsing text: UnsafeBufferPointer<UInt8>, from first: Int, blankIsDue: inout Bool
  ) {
    guard let start = text.firstIndex(where: { !isSpace($0) }) else {
      blankIsDue = blankIsDue || !text.isEmpty
      return
    }
    let text = UnsafeBufferPointer(rebasing: text[start...])
    if start > 0 { blankIsDue = true }
    var end = count
    // Room for everything at once: to append byte by byte costs several times as much.
    append(contentsOf: repeatElement(0, count: text.count + 1))
    var isDue = blankIsDue
    withUnsafeMutableBufferPointer { bytes in
      for byte in text {
        if isSpace(byte) {
          isDue = true
          continue
        }
        if isDue, end > first {
          bytes[end] = 0x20
          end += 1
        }
        isDue = false
        bytes[end] = byte
        end += 1
      }
    }
    blankIsDue = isDue
    removeLast(count - end)
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }
