import Foundation
import LeitmotifArchive
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import LeitmotifYAML
import Testing

/// Every reader on broken files: it reads them or says why not; it never crashes, hangs or breaks a promise.
///
/// A short run is part of the tests; `make fuzz` goes on for `LEITMOTIF_FUZZ_SECONDS` of the processor's time a reader,
/// five times as long where it reads XML or archives, and begins with the files of the folder `LEITMOTIF_FUZZ_CORPUS`,
/// when there is one, besides the seeds. `make fuzz READERS="tei xml"` takes these two alone.
struct FuzzTests {
  private static let seconds = ProcessInfo.processInfo.environment["LEITMOTIF_FUZZ_SECONDS"]
    .flatMap(Double.init)

  /// The readers in which nothing but lines or JSON is read.
  private static let plainReaders: Set<String> = ["text", "recogniser-json"]

  /// What has to be set before a reader reads anything.
  private static let settings = [
    "xml": "{turn: //u, speaker: who/@id, start: from, text: [p, seg], silent: note}"
  ]

  /// All readers, or those that `LEITMOTIF_FUZZ_READERS` names.
  private static let readers: [String] = {
    let names = builtinStages.filter { $0.kind == .ingest }.map(\.name)
    guard let wanted = ProcessInfo.processInfo.environment["LEITMOTIF_FUZZ_READERS"],
      !wanted.isEmpty
    else { return names }
    return wanted.split(separator: " ").map { name in
      precondition(names.contains(String(name)), "there is no reader '\(name)'")
      return String(name)
    }
  }()

  @Test(arguments: readers)
  func `a reader withstands broken files`(name: String) throws {
    let factory = try #require(builtinStages.first { $0.kind == .ingest && $0.name == name })
    let node = try Self.settings[name].map {
      try YAMLReader.read(Array($0.utf8), path: "settings.yaml")
    }
    let configured = try #require(
      factory.configured(by: node, reporting: DiagnosticCollector()))
    guard case .ingester(let ingester) = try configured.make(StageSetup()) else { return }
    let files = Self.corpus
    // A reader that has to be told what it reads recognises nothing.
    let own = files.filter {
      factory.recognition(Source(path: $0.path, bytes: $0.bytes)) > .no
        || node != nil && $0.path.hasSuffix(".xml")
    }
    var mutator = Mutator(seed: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF))
    let end = Self.seconds.map {
      processorTime() + $0 * (Self.plainReaders.contains(name) ? 1 : 5)
    }
    var count = 0
    var slowest = 0.0
    while end.map({ processorTime() < $0 }) ?? (count < 400) {
      count += 1
      // Every tenth file is another reader's.
      let seeds = own.isEmpty || count % 10 == 0 ? files : own
      let source = mutator.mutated(seeds)
      Self.keep(source, for: name)
      let start = processorTime()
      let promise = brokenPromise(ingester, source)
      slowest = max(slowest, processorTime() - start)
      #expect(promise == nil, "\(name), file \(count): \(promise ?? "")")
      if promise != nil { return }
      // Files have a quarter of a megabyte at most: what takes so long would never end with a whole interview.
      if Self.seconds != nil { try #require(slowest < 10, "\(name), file \(count), hangs") }
    }
    if Self.seconds != nil { print("\(name): \(count) files, at most \(slowest) s for one") }
  }

  /// What is wrong with how a reader takes a file; `nil` when nothing is.
  private func brokenPromise(_ ingester: any Ingester, _ source: Source) -> String? {
    let transcript: Transcript
    do {
      transcript = try ingester.transcript(from: source, in: StageContext())
    } catch let diagnostics as Diagnostics {
      return diagnostics.all.isEmpty ? "an error without words" : nil
    } catch {
      return "\(error)"
    }
    var last = 0
    for turn in transcript.turns {
      guard turn.span.start >= last, turn.span.end <= transcript.text.count, !turn.span.isEmpty
      else {
        return "turns overlap, are empty, or leave the text"
      }
      guard transcript.text.isBoundary(turn.span.start), transcript.text.isBoundary(turn.span.end)
      else { return "a turn cuts a character" }
      if let speaker = turn.speaker, !transcript.speakers.indices.contains(speaker) {
        return "a turn's speaker is not there"
      }
      last = turn.span.end
    }
    guard String(validating: transcript.text.bytes, as: UTF8.self) != nil else {
      return "the text is not UTF-8"
    }
    return nil
  }

  /// Keeps the file at hand for whoever looks for the cause of a crash.
  private static func keep(_ source: Source, for name: String) {
    guard seconds != nil else { return }
    let path = FileManager.default.temporaryDirectory.appending(path: "leitmotif-fuzz-\(name)")
    try? Data(source.bytes).write(to: path)
  }

  private static let corpus: [Seed] = {
    var files = Seeds.files.map { Seed(path: $0.name, bytes: Array($0.text.utf8)) }
    for (name, members) in Seeds.archives {
      let members = members.mapValues { Array($0.utf8) }
      files.append(Seed(path: name, bytes: zipped(members), members: members))
    }
    guard let folder = ProcessInfo.processInfo.environment["LEITMOTIF_FUZZ_CORPUS"] else {
      return files
    }
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() {
      guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        content.count < 64 << 10
      else { continue }
      files.append(Seed(path: name, bytes: Array(content)))
    }
    return files
  }()
}

/// The processor's time that this thread has used.
///
/// - Unit: seconds.
private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A file of which broken ones are made.
private struct Seed {
  var path: String
  var bytes: [UInt8]
  /// What an archive holds: broken as a whole it says only so, and what stands in it is never read.
  var members: [String: [UInt8]] = [:]
}

private func zipped(_ members: [String: [UInt8]]) -> [UInt8] {
  var writer = ArchiveWriter()
  for (name, content) in members { writer.add(name, content, isFirst: name == "mimetype") }
  return (try? writer.bytes()) ?? []
}

/// Makes broken files of whole ones.
private struct Mutator {
  private var random: SeededNumbers

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
  }

  mutating func mutated(_ seeds: [Seed]) -> Source {
    let seed = random.element(of: seeds)
    var bytes = seed.bytes
    if !seed.members.isEmpty, random.below(4) > 0 {
      var members = seed.members
      for name in members.keys.sorted() where random.below(2) == 0 {
        for _ in 0...random.below(4) { mutate(&members[name, default: []], seeds) }
      }
      return Source(path: seed.path, bytes: zipped(members))
    }
    for _ in 0...random.below(6) { mutate(&bytes, seeds) }
    if bytes.count > 1 << 18 { bytes.removeLast(bytes.count - 1 << 18) }
    return Source(path: seed.path, bytes: bytes)
  }

  private mutating func mutate(_ bytes: inout [UInt8], _ seeds: [Seed]) {
    let place = random.below(bytes.count + 1)
    let length = min(bytes.count - place, 1 + random.below(24))
    switch random.below(8) {
    case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
    case 2: bytes.removeSubrange(place..<place + length)
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 4: bytes.removeLast(bytes.count - place)
    case 5:
      let other = random.element(of: seeds).bytes
      let start = random.below(other.count + 1)
      bytes.insert(contentsOf: other[start...].prefix(64), at: place)
    case 6:
      let piece = Array(bytes[place..<place + length])
      for _ in 0..<random.below(200) { bytes.insert(contentsOf: piece, at: place) }
    default: bytes.insert(contentsOf: random.element(of: Seeds.tokens), at: place)
    }
  }
}
