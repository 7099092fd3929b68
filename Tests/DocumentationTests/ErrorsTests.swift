import Testing

struct ErrorsTests {
  /// The ids of all diagnostics that the sources make.
  private static func idsInSources() throws -> Set<String> {
    // The first text behind one of the makers that reads like an id: lower case, words joined by hyphens.
    let makers =
      /(?:\berror|\bwarning|StageError|StoreError|Diagnostic|refuse|report|problem|complain|fail)\(\s*(?:\.error,\s*|\.warning,\s*|id:\s*)?"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"/
    var ids: Set<String> = []
    for (_, text) in try SourceFiles.swift(in: ["Sources", "Plugins"]) {
      for match in text.matches(of: makers) { ids.insert(String(match.1)) }
    }
    return ids
  }

  private static func idsInDocuments() throws -> [String] {
    try SourceFiles.text("docs/errors.md").matches(of: /(?m)^### (\S+)$/).map { String($0.1) }
  }

  @Test func `every error that the program can show has its paragraph`() throws {
    let documented = Set(try Self.idsInDocuments())
    #expect(try Self.idsInSources().subtracting(documented).sorted() == [])
  }

  @Test func `each paragraph stands once, in order, and is about an error that there is`() throws {
    let documented = try Self.idsInDocuments()
    #expect(documented == Set(documented).sorted())
    let sources = try SourceFiles.swift(in: ["Sources", "Plugins"]).map(\.text).joined()
    #expect(documented.filter { !sources.contains("\"\($0)\"") } == [])
  }
}
