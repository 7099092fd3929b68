import CPCRE2

/// What PCRE2 needs while it matches; one thread at a time.
final class RegexWorkspace {
  /// An expression that took more steps than it may.
  struct TooSlow: Error {}

  private let result: OpaquePointer?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?

  // A step is one decision of the engine. So many are a millisecond or two; a sentence takes some
  // hundred.
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

  /// Looks for an expression in a stretch of text.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - bytes: The text.
  ///   - range: The stretch; for the expression it is the whole text.
  /// - Returns: The matches from left to right; none is empty.
  /// - Throws: `TooSlow` when the expression passes its limits.
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
