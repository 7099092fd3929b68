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
  /// - Throws: `SyntaxError` when it is none.
  init(_ pattern: String, ignoresCase: Bool) throws(SyntaxError) {
    code = try Self.compiled(pattern, ignoresCase: ignoresCase)
    // Without a compiler for this processor the interpreter does the same, only slower.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
  }

  /// What is wrong with an expression; `nil` when nothing is.
  static func syntaxError(of pattern: String) -> SyntaxError? {
    do {
      pcre2_code_free_8(try compiled(pattern, ignoresCase: false))
      return nil
    } catch {
      return error
    }
  }

  private static func compiled(
    _ pattern: String, ignoresCase: Bool
  ) throws(SyntaxError) -> OpaquePointer {
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
    return code
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
