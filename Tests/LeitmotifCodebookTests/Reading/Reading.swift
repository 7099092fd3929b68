import LeitmotifModel

@testable import LeitmotifCodebook

/// Reads a codebook that a test writes; `files` are its lists' files, by path.
func readCodebook(
  _ text: String, path: String = "codebook.yaml", files: [String: String] = [:]
) throws(Diagnostics) -> CodebookFile {
  try CodebookFile.read(Array(text.utf8), path: path) { path in
    guard let content = files[path] else {
      throw Diagnostics(.error("missing-file", "there is no such file", help: "look at the path"))
    }
    return Array(content.utf8)
  }
}

/// Everything that is wrong in a codebook, as people see it; empty when nothing is.
func errors(in text: String, files: [String: String] = [:]) -> String {
  do {
    _ = try readCodebook(text, files: files)
    return ""
  } catch {
    return error.description
  }
}

/// A codebook with one code of one rule, for tests that are about the rule.
func codebook(rule: String, lists: String = "{}") -> String {
  """
  leitmotif: codebook/1
  codebook: test
  lists: \(lists)
  codes:
    - code: cost
      rules:
        - \(rule)
  """
}

/// The errors of a query, without the path and the help for it all.
func errors(inQuery query: String) -> String {
  errors(in: codebook(rule: "{query: '\(query.replacing("'", with: "''"))'}"))
}

/// The places and ids of everything that is wrong in a codebook, a line each: `3:11 unknown-language`.
func errorPlaces(in text: String, files: [String: String] = [:]) -> [String] {
  do {
    _ = try readCodebook(text, files: files)
    return []
  } catch {
    return places(of: error)
  }
}

/// The places and ids of diagnostics, a line each.
func places(of diagnostics: Diagnostics) -> [String] {
  diagnostics.sorted.map {
    "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.id)"
  }
}
