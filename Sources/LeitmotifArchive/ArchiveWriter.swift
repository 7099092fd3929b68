import CArchive
public import LeitmotifModel

/// Writes a zip archive: the same members give the same bytes, whenever and wherever.
public struct ArchiveWriter: Sendable {
  private var contents: [String: [UInt8]] = [:]
  private var first: [String] = []

  /// Creates an archive without members.
  public init() {}

  /// Adds a member, or replaces the one of that name.
  ///
  /// - Parameters:
  ///   - name: The name with its folders, parted by `/`.
  ///   - content: The content.
  ///   - isFirst: Whether it stands, unpacked, before the others, as `mimetype` does in OpenDocument.
  public mutating func add(_ name: String, _ content: [UInt8], isFirst: Bool = false) {
    contents[name] = content
    if isFirst { first.append(name) }
  }

  /// The archive's bytes: members sorted by name, no times, no owners.
  ///
  /// - Throws: `Diagnostics` with `archive-not-written` when libarchive cannot.
  public func bytes() throws(Diagnostics) -> [UInt8] {
    try NameLocale.use(written)
  }

  private func written() throws(Diagnostics) -> [UInt8] {
    guard let archive = archive_write_new() else { throw Self.failure("there is no memory") }
    defer { archive_write_free(archive) }
    let sink = Sink()
    let isOpen =
      archive_write_set_format_zip(archive) == ARCHIVE_OK
      // Written as it comes, not padded to blocks of tape.
      && archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK
      // In half of the time that the usual level takes, text shrinks to a tenth or sixth more.
      && archive_write_set_options(archive, "hdrcharset=UTF-8,compression-level=3") == ARCHIVE_OK
      && archive_write_open(
        archive, Unmanaged.passUnretained(sink).toOpaque(), nil,
        { _, sink, bytes, count in
          guard let sink, let bytes else { return 0 }
          Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes
            .append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
          return count
        }, nil) == ARCHIVE_OK
    guard isOpen else { throw Self.failure(of: archive) }
    let others = contents.keys.filter { !first.contains($0) }
    for name in first + others.sorted(by: { $0.precedesBytewise($1) }) {
      try write(name, contents[name] ?? [], to: archive)
    }
    guard archive_write_close(archive) == ARCHIVE_OK else { throw Self.failure(of: archive) }
    return sink.bytes
  }

  private func write(
    _ name: String, _ content: [UInt8], to archive: OpaquePointer
  ) throws(Diagnostics) {
    guard let entry = archive_entry_new() else { throw Self.failure("there is no memory") }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_size(entry, Int64(content.count))
    archive_entry_set_mode(entry, 0o100644)
    // A text file that says the archive's type is found by its place, so it is not packed.
    let isStored = first.contains(name)
    _ =
      isStored
      ? archive_write_zip_set_compression_store(archive)
      : archive_write_zip_set_compression_deflate(archive)
    guard archive_write_header(archive, entry) == ARCHIVE_OK else {
      throw Self.failure(of: archive)
    }
    let written = content.withUnsafeBytes {
      archive_write_data(archive, $0.baseAddress, $0.count)
    }
    guard written == content.count else { throw Self.failure(of: archive) }
  }

  private static func failure(of archive: OpaquePointer) -> Diagnostics {
    failure(archive_error_string(archive).map { String(cString: $0) } ?? "nobody says why")
  }

  private static func failure(_ reason: String) -> Diagnostics {
    Diagnostics(
      .error(
        "archive-not-written", "the archive cannot be made: \(reason)",
        help: "this is likely a mistake of ours: tell us what was exported"))
  }

  /// What libarchive writes to.
  private final class Sink {
    var bytes: [UInt8] = []
  }
}
