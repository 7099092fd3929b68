import CArchive
import LeitmotifModel

/// libarchive at one member of an archive, for as long as somebody looks at it.
struct ArchiveReader {
  private let archive: OpaquePointer
  private let entry: OpaquePointer
  private let path: String

  /// Visits the members in the archive's order, folders left out.
  ///
  /// Only the list at the archive's end counts, as for every program that opens office files; an archive that
  /// was cut off has none.
  ///
  /// - Parameters:
  ///   - bytes: The archive.
  ///   - path: Its name, for messages.
  ///   - body: Looks at a member, and says whether to go on.
  /// - Throws: `Diagnostics` when it cannot be read, and what the body throws.
  static func visit(
    _ bytes: [UInt8], path: String, _ body: (ArchiveReader) throws(Diagnostics) -> Bool
  ) throws(Diagnostics) {
    guard let archive = archive_read_new() else {
      throw Diagnostics(.brokenArchive("there is not enough memory", in: path))
    }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip_seekable(archive)
    try bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostics) in
      try NameLocale.use { () throws(Diagnostics) in
        try visit(UnsafeRawBufferPointer(bytes), of: archive, path: path, body)
      }
    }
  }

  private static func visit(
    _ bytes: UnsafeRawBufferPointer, of archive: OpaquePointer, path: String,
    _ body: (ArchiveReader) throws(Diagnostics) -> Bool
  ) throws(Diagnostics) {
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      throw Diagnostics(.brokenArchive("it has no list of members", in: path))
    }
    while true {
      var entry: OpaquePointer?
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_EOF: return
      case ARCHIVE_OK, ARCHIVE_WARN: break
      default: throw Diagnostics(.brokenArchive(complaint(of: archive), in: path))
      }
      guard let entry else { return }
      let reader = ArchiveReader(archive: archive, entry: entry, path: path)
      // AE_IFDIR and AE_IFREG: <archive_entry.h> casts them in a way that Swift does not see.
      if archive_entry_filetype(entry) == 0o040000 { continue }
      guard archive_entry_filetype(entry) == 0o100000 else {
        throw Diagnostics(.memberName("a link or a device", in: path))
      }
      guard try body(reader) else { return }
    }
  }

  /// The size that the archive states.
  var statedSize: Int? {
    archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
  }

  /// The member's name, checked.
  ///
  /// - Throws: `Diagnostics` for a name that leads out of the archive, or is no name.
  func safeName(at path: String) throws(Diagnostics) -> String {
    guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry),
      // Archives made on Windows may part folders by backslashes.
      case let name = String(String(cString: raw).map { $0 == "\\" ? "/" : $0 }), !name.isEmpty,
      name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { throw Diagnostics(.memberName("no name", in: path)) }
    let hasDrive = name.utf8.dropFirst().first == UInt8(ascii: ":")
    guard !name.hasPrefix("/"), !hasDrive else {
      throw Diagnostics(.memberName("an absolute path", in: path))
    }
    guard !name.split(separator: "/").contains("..") else {
      throw Diagnostics(.memberName("a path with '..'", in: path))
    }
    return name
  }

  /// Reads the content piece by piece, and then an empty piece.
  ///
  /// - Parameters:
  ///   - name: The member's name, for messages.
  ///   - body: Takes a piece, and how many packed bytes have been read for the content so far.
  /// - Throws: `Diagnostics` when it cannot be unpacked, and what the body throws.
  func read(
    named name: String, _ body: (Span<UInt8>, Int) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    guard archive_entry_is_encrypted(entry) == 0 else {
      throw Diagnostics(.encryptedArchive(in: path))
    }
    let start = archive_filter_bytes(archive, -1)
    // A size of libarchive's own making: it unpacks in such pieces.
    let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { piece.deallocate() }
    while true {
      let count = archive_read_data(archive, piece.baseAddress, piece.count)
      guard count >= 0 else {
        throw Diagnostics(.brokenMember(name, Self.complaint(of: archive), in: path))
      }
      let packed = Int(archive_filter_bytes(archive, -1) - start)
      try body(UnsafeBufferPointer(rebasing: piece[..<count]).span, packed)
      if count == 0 { return }
    }
  }

  /// What libarchive complains about: words about the archive's build, never about its content.
  private static func complaint(of archive: OpaquePointer) -> String {
    guard let words = archive_error_string(archive).map({ String(cString: $0) }),
      let first = words.first
    else { return "it cannot be unpacked" }
    return first.lowercased() + words.dropFirst()
  }
}
