import CArchive
import LeitmotifModel

/// The locale in which libarchive keeps names: it drops those that the program's own, which is C, cannot write.
///
/// It is set for one thread and one piece of work, so that nothing else notices.
enum NameLocale {
  // Written once, and only read by the C library.
  nonisolated(unsafe) private static let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  static func use<Result>(
    _ body: () throws(Diagnostics) -> Result
  ) throws(Diagnostics) -> Result {
    guard let utf8 else { return try body() }
    let former = uselocale(utf8)
    defer { uselocale(former) }
    return try body()
  }
}
