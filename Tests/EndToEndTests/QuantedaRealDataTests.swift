import Foundation
import LeitmotifTesting
import Testing

/// Counts of real dictionaries in real transcripts, as quanteda 4.3.1 has them: `docs/codebook-quanteda.md`.
struct QuantedaRealDataTests {
  /// One count of quanteda's `tokens_lookup`.
  private struct Count: Decodable, Hashable {
    var dictionary: String
    var nested_scope: String
    var text: String
    var key: String
    var count: Int
  }

  /// One use of a dictionary: what is imported once.
  private struct Lookup: Hashable {
    var dictionary: String
    var scope: String
  }

  @Test(.enabled(if: RealDataTests.folder != nil))
  func `an imported dictionary counts as quanteda does`() throws {
    let data = URL(filePath: try #require(RealDataTests.folder))
    let counts = try JSONDecoder().decode(
      [Count].self,
      from: Data(contentsOf: data.appending(path: "../research/quanteda-counts.json")))
    let folder = try TemporaryFolder()
    var differing: [String] = []
    for (lookup, counts) in Dictionary(
      grouping: counts, by: { Lookup(dictionary: $0.dictionary, scope: $0.nested_scope) })
    {
      let overlap = lookup.scope == "key" ? "longest" : "codebook"
      let imported = try Command.run(
        [
          "codebook", "import", data.appending(path: "6-dictionaries/\(lookup.dictionary)").path,
          "--to", "book.yaml", "--overlap", overlap, "--force",
        ], in: folder.path)
      #expect(imported.status == 0, "\(lookup.dictionary): \(imported.error)")
      for (text, counts) in Dictionary(grouping: counts, by: \.text) {
        let expected = Dictionary(uniqueKeysWithValues: counts.map { (Self.id($0.key), $0.count) })
        let found = try Self.counts(
          of: data.appending(path: "1-plain-text/\(text)").path, in: folder)
        for key in Set(expected.keys).union(found.keys) where expected[key] != found[key] {
          differing.append(
            "\(lookup.dictionary) (\(lookup.scope)), \(text), \(key): quanteda \(expected[key] ?? 0), "
              + "here \(found[key] ?? 0)")
        }
      }
    }
    print("quanteda: \(counts.count - differing.count) of \(counts.count) counts are equal")
    #expect(differing == [])
  }

  /// How many codings each code of `book.yaml` gets in a text.
  private static func counts(of text: String, in folder: TemporaryFolder) throws -> [String: Int] {
    let result = try Command.run(
      ["codebook", "try", "book.yaml", "--file", text, "--json"], in: folder.path)
    #expect(result.status == 0, "\(text): \(result.error)")
    let codings = try Study.object(result.output)["codings"] as? [[String: Any]] ?? []
    return codings.reduce(into: [:]) { $0[$1["code"] as? String ?? "", default: 0] += 1 }
  }

  /// The id of the code that a key becomes.
  private static func id(_ key: String) -> String {
    key.replacing(" ", with: "_")
  }
}
