import Foundation
public import LeitmotifModel

extension StoreReader {
  /// Reads two or three transcripts at the same time, each on a connection of its own, where there are many.
  public func forEachCodedTranscript<Made: Sendable>(
    finals wanted: [Identifier<Transcript>: Set<CodingID>]?,
    making make: @Sendable (CodedTranscript) throws -> Made, _ body: (Made) throws -> Void
  ) throws {
    var keys = try transcripts
    if let wanted { keys.removeAll { wanted[$0] == nil } }
    // A connection is opened in the time that half a dozen interviews take.
    let readers = keys.count < 50 ? [self] : [self] + moreReaders(min(3, Self.processors) - 1)
    try inOrder(
      keys, by: readers,
      make: { reader, key -> Made? in
        guard let wanted else { return try reader.codedTranscript(key).map(make) }
        return try reader.codedTranscript(key, finals: wanted[key] ?? []).map(make)
      },
      { made in
        if let made { try body(made) }
      })
  }

  private static let processors = ProcessInfo.processInfo.activeProcessorCount

  /// So many readers more of the same run, each on a connection of its own.
  ///
  /// - Returns: Fewer when the store cannot be opened again, or another one stands under its path by now.
  func moreReaders(_ count: Int) -> [StoreReader] {
    (0..<count).compactMap { _ in
      guard let store = try? Store(at: store.path, access: .read),
        (try? store.runs())?.contains(run) == true
      else { return nil }
      return StoreReader(store, run: run, names: names)
    }
  }
}
