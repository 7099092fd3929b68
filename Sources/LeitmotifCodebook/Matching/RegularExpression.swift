import CPCRE2

/// A regular expression, compiled by PCRE2 for UTF-8.
///
/// Letters and digits are Unicode's. It is immutable once made: threads may share it.
final class RegularExpression: @unchecked Sendable {
  /// What is wrong with an expression.
  struct SyntaxError: Error {
    /// PCRE2's own words.
    var message: String
    /// Where, in bytes of the expression.
    var offset: Int
  }

  let code: OpaquePointer

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - pattern: The expression, checked by `UnsupportedConstruct`.
  ///   - ignoresCase: Whether capital and small letters are alike.
  init(_ pattern: String, ignoresCase: Bool) throws(SyntaxError) {
    let bytes = Array(pattern.utf8)
    var options =
      PCRE2_UTF | UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_DOLLAR_ENDONLY)
    if ignoresCase { options |= UInt32(PCRE2_CASELESS) }
    var status: Int32 = 0
    var offset = 0
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &status, &offset, nil) else {
      throw SyntaxError(message: Self.message(of: status), offset: offset)
    }
    // Without a compiler for this processor the interpreter does the same, only slower.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    self.code = code
  }

  deinit {
    pcre2_code_free_8(code)
  }

  private static func message(of status: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
    return String(decoding: buffer.prefix(Int(max(length, 0))), as: UTF8.self)
  }
}

/// What PCRE2 needs while it matches; one thread at a time.
final class RegexWorkspace {
  /// An expression that took more steps than it may.
  struct TooSlow: Error {}

  private let result: OpaquePointer?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?

  /// A step is one decision of the engine. So many are a millisecond or two; a sentence takes some hundred.
  private static let largestNumberOfSteps: UInt32 = 500_000
  private static let largestDepth: UInt32 = 20_000
  /// - Unit: KiB.
  private static let largestHeap: UInt32 = 16_384

  init() {
    result = pcre2_match_data_create_8(1, nil)
    context = pcre2_match_context_create_8(nil)
    stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
    pcre2_set_match_limit_8(context, Self.largestNumberOfSteps)
    pcre2_set_depth_limit_8(context, Self.largestDepth)
    pcre2_set_heap_limit_8(context, Self.largestHeap)
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
  }

  deinit {
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(result)
  }

  /// The matches of an expression in a stretch of text, from left to right; none is empty.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - bytes: The text.
  ///   - range: The stretch; for the expression it is the whole text.
  func matches(
    of expression: RegularExpression, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(TooSlow) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let subject = bytes.baseAddress.map { $0 + range.lowerBound }
    var offset = 0
    while offset <= range.count {
      let status = pcre2_match_8(
        expression.code, subject, range.count, offset, UInt32(PCRE2_NO_UTF_CHECK), result, context)
      if status == PCRE2_ERROR_NOMATCH { break }
      guard status >= 0, let borders = pcre2_get_ovector_pointer_8(result) else { throw TooSlow() }
      let (start, end) = (borders[0], borders[1])
      if start < end { found.append(range.lowerBound + start..<range.lowerBound + end) }
      offset = end
      if start >= end {
        // An empty match: on to the next character.
        offset += 1
        while offset < range.count, bytes[range.lowerBound + offset] & 0xC0 == 0x80 { offset += 1 }
      }
    }
    return found
  }
}
