/// Whether a text is a GUID as REFI-QDA has it: with braces or without, in any case.
public func isGUID(_ text: String) -> Bool {
  let inner = text.hasPrefix("{") && text.hasSuffix("}") ? text.dropFirst().dropLast() : text[...]
  let parts = inner.split(separator: "-", omittingEmptySubsequences: false)
  return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
    && parts.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
}

/// A GUID as REFI-QDA may write it, without braces and in lower case; empty for what is none.
public func normalizedGUID(_ text: String) -> String {
  // Nearly all are normal, and a project has several for each coding.
  var text = text
  let isNormal = text.withUTF8 {
    $0.allSatisfy { byte in
      byte < 0x80 && !(0x41...0x5A).contains(byte) && byte != UInt8(ascii: "{")
    }
  }
  if isNormal { return text }
  let bare = text.hasPrefix("{") && text.hasSuffix("}") ? String(text.dropFirst().dropLast()) : text
  return bare.lowercased()
}
