import LeitmotifModel

/// What a format could not hold, counted by kind.
struct LossReport {
  private var kinds: [String] = []
  private var counts: [String: Int] = [:]
  private var lines: [String: Int] = [:]

  /// Notes a loss.
  ///
  /// - Parameters:
  ///   - what: What is lost, in the plural: "weights".
  ///   - count: How many.
  ///   - line: The line of the file.
  mutating func note(_ what: String, count: Int = 1, line: Int? = nil) {
    guard count > 0 else { return }
    if counts[what] == nil {
      kinds.append(what)
      lines[what] = line
    }
    counts[what, default: 0] += count
  }

  /// Notes what a codebook says, besides its rules, that neither dictionaries nor QDC hold; Markdown holds it all.
  mutating func note(of codebook: Codebook) {
    let codes = Dictionary(codebook.codes.map { ($0.id, $0) }) { first, _ in first }
    for code in codebook.codes {
      // A code has those of the code above, too; they count where they are declared.
      let inherited = code.parent.flatMap { codes[$0] }?.attributes ?? []
      note("attributes", count: code.attributes.count { !inherited.contains($0) })
      note("examples", count: code.examples.count)
      note("that codes exclude each other (exclusive)", count: code.exclusive == nil ? 0 : 1)
      note("what codes lead to (leads_to)", count: code.leadsTo.count)
    }
    note("the version", count: codebook.version.isEmpty ? 0 : 1)
    note("the language", count: codebook.language == "und" ? 0 : 1)
    note("cue sets", count: codebook.cues.count)
    note("steps in the history of codes (migrations)", count: codebook.steps.count)
  }

  /// The losses as warnings, a kind each, at the first place.
  func diagnostics(at path: String) -> [Diagnostic] {
    kinds.map { what in
      .warning(
        "not-carried-over", "not carried over: \(what) (\(counts[what] ?? 0))",
        at: SourceLocation(path: path, line: lines[what]))
    }
  }
}
