import LeitmotifDigest
import LeitmotifModel
public import LeitmotifStore

/// What the newest result of a transcript rests on, and what it came to.
///
/// As long as all that it rests on is the same, the transcript's rows live on and nobody opens its file.
struct KeptWork: Hashable, Sendable {
  /// The file that it came from.
  var source: InputFile
  /// What the file system said of the file.
  var status: FileStatus
  /// When the file was read.
  ///
  /// - Unit: nanoseconds since 1970, UTC.
  var seenAt: Int64
  /// 16 bytes: how it was read and cut.
  var reading: [UInt8]
  /// The hash of its text.
  var text: Digest
  /// 16 bytes: under what its cells are kept.
  var unit: [UInt8]
  /// The number of the basis that it was coded by (`Store.basis`).
  var basis: Int64
  /// 16 bytes: how it was merged, and what people said of it.
  var merging: [UInt8]
  /// The hash of its result.
  var result: Digest
  /// 16 bytes that change whenever any of its rows does.
  var content: [UInt8]
  /// Segments of all levels.
  var segments: Int
  /// Final codings.
  var codings: Int
  /// What waits for a reviewer.
  var queued: Int
  /// Whether all codings are final as they stand, so that the merger was not asked.
  var isStanding: Bool
  /// Where its words are remembered; `nil` when they are not.
  var words: WordPlace?
  /// What was odd.
  var warnings: [Diagnostic]
}

/// What is kept of many transcripts, as the store has it.
struct KeptPart {
  /// One transcript; without work when the next run is to look at it anew.
  typealias Entry = (key: Identifier<Transcript>, work: KeptWork?)

  private static let format: UInt8 = 1

  /// Writes a part.
  static func bytes(of entries: [Entry]) -> [UInt8] {
    var writer = ByteWriter(capacity: 64 + 300 * entries.count)
    writer.put(byte: format)
    writer.put(number: entries.count)
    var known = SharedBytes()
    for (key, work) in entries {
      writer.put(text: key.rawValue)
      writer.put(byte: work == nil ? 0 : 1)
      work?.put(to: &writer, &known)
    }
    return writer.bytes
  }

  /// Reads parts, the oldest first.
  ///
  /// - Returns: What the latest part says of each transcript. Of a part that cannot be read nothing is known, and
  ///   neither is of what stands before it.
  static func read(_ parts: [[UInt8]]) -> [Identifier<Transcript>: KeptWork] {
    var kept: [Identifier<Transcript>: KeptWork] = [:]
    for part in parts {
      guard read(part, into: &kept) else {
        kept = [:]
        continue
      }
    }
    return kept
  }

  private static func read(
    _ bytes: [UInt8], into kept: inout [Identifier<Transcript>: KeptWork]
  ) -> Bool {
    var reader = ByteReader(bytes)
    guard reader.byte() == format, let count = reader.number(), count <= bytes.count else {
      return false
    }
    kept.reserveCapacity(max(kept.count, count))
    var known = SharedBytes()
    for _ in 0..<count {
      guard let key = reader.text(), let isThere = reader.byte() else { return false }
      if isThere == 0 {
        kept[Identifier(key)] = nil
      } else {
        guard let work = KeptWork(&reader, &known) else { return false }
        kept[Identifier(key)] = work
      }
    }
    return reader.isAtEnd
  }
}

/// Hashes of 16 bytes that most transcripts of a part have in common, each written once.
private struct SharedBytes {
  private var known: [[UInt8]] = []

  mutating func put(_ bytes: [UInt8], to writer: inout ByteWriter) {
    if let place = known.lastIndex(of: bytes) {
      writer.put(number: place + 1)
    } else {
      writer.put(number: 0)
      writer.put(raw: bytes)
      remember(bytes)
    }
  }

  mutating func read(_ reader: inout ByteReader) -> [UInt8]? {
    guard let number = reader.number() else { return nil }
    if number > 0 { return known.indices.contains(number - 1) ? known[number - 1] : nil }
    guard let bytes = reader.raw(16) else { return nil }
    remember(bytes)
    return bytes
  }

  /// What few have in common is not looked for among thousands.
  private mutating func remember(_ bytes: [UInt8]) {
    if known.count == 16 { known.removeAll() }
    known.append(bytes)
  }
}

extension KeptWork {
  fileprivate func put(to writer: inout ByteWriter, _ known: inout SharedBytes) {
    writer.put(text: source.path)
    writer.put(raw: source.digest.bytes)
    writer.put(number: source.size)
    status.put(to: &writer)
    writer.put(word: seenAt)
    known.put(reading, to: &writer)
    writer.put(raw: text.bytes)
    writer.put(raw: unit)
    writer.put(word: basis)
    known.put(merging, to: &writer)
    writer.put(raw: result.bytes)
    writer.put(raw: content)
    for number in [segments, codings, queued] { writer.put(number: number) }
    writer.put(byte: isStanding ? 1 : 0)
    writer.put(byte: words == nil ? 0 : 1)
    words?.put(to: &writer)
    writer.put(number: warnings.count)
    for warning in warnings { writer.put(warning) }
  }

  fileprivate init?(_ reader: inout ByteReader, _ known: inout SharedBytes) {
    guard let path = reader.text(), let digest = reader.raw(32).flatMap({ Digest(bytes: $0) }),
      let size = reader.number(), let status = FileStatus(&reader), let seenAt = reader.word(),
      let reading = known.read(&reader), let text = reader.raw(32).flatMap({ Digest(bytes: $0) }),
      let unit = reader.raw(16), let basis = reader.word(),
      let merging = known.read(&reader), let result = reader.raw(32).flatMap({ Digest(bytes: $0) }),
      let content = reader.raw(16), let segments = reader.number(), let codings = reader.number(),
      let queued = reader.number(), let isStanding = reader.byte(), let hasWords = reader.byte()
    else { return nil }
    var words: WordPlace?
    if hasWords == 1 {
      guard let place = WordPlace(&reader) else { return nil }
      words = place
    }
    guard let warnings = reader.diagnostics() else { return nil }
    self.init(
      source: InputFile(path: path, digest: digest, size: size), status: status, seenAt: seenAt,
      reading: reading, text: text, unit: unit, basis: basis, merging: merging, result: result,
      content: content, segments: segments, codings: codings, queued: queued,
      isStanding: isStanding == 1, words: words, warnings: warnings)
  }
}

extension Store {
  /// What of the kept work the newest results rest on, for `clear`.
  ///
  /// - Throws: `StoreError`.
  public func keptUse() throws -> KeptUse {
    var use = KeptUse()
    for work in KeptPart.read(try keptWork()).values {
      use.units.insert(work.unit)
      use.bases.insert(work.basis)
      if let words = work.words { use.blocks.insert(words.block) }
    }
    return use
  }
}
