import ArgumentParser
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifStore

/// `leitmotif codebook check`: says everything that is wrong or odd in codebooks.
struct CodebookCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says everything that is wrong or odd in codebooks.",
    discussion: "Errors give exit status 2. Warnings alone give 0.")

  @Argument(help: "The codebooks.")
  var files: [String]

  @Option(
    help: "Also name the words that stand in no transcript of this study.",
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  @Flag(help: "Print one JSON object instead.")
  var json = false

  func run() throws {
    var found = Diagnostics()
    var checked: [JSONValue] = []
    let reader = try store.map { try Store(at: $0, access: .read).reader() }
    for path in files {
      let (codebook, diagnostics) = Self.check(path, said: reader)
      found.append(contentsOf: diagnostics)
      checked.append(Self.json(path, codebook, diagnostics))
      if !json, let codebook { print(Self.summary(path, codebook, diagnostics)) }
    }
    if json {
      printJSON(["files": .list(checked)])
    } else if !found.isEmpty {
      printError(found.description)
    }
    if found.hasErrors { throw ExitCode(ExitStatus.wrongFiles) }
  }

  /// Reads a codebook, compiles its rules, and looks whether anybody says its words.
  private static func check(
    _ path: String, said study: StoreReader?
  ) -> (codebook: Codebook?, found: Diagnostics) {
    do {
      let file = try readCodebook(path)
      var found = file.warnings
      do {
        _ = try CompiledCodebook(file.codebook)
        if let study {
          var terms = try UnsaidTerms(of: file)
          for key in try study.transcripts {
            if let transcript = try study.transcript(key) { terms.look(through: transcript) }
          }
          for warning in terms.warnings(about: displayPath(study.path)) { found.append(warning) }
        }
      } catch let diagnostics as Diagnostics {
        found.append(contentsOf: diagnostics)
      }
      return (file.codebook, found)
    } catch let diagnostics as Diagnostics {
      return (nil, diagnostics)
    } catch {
      return (nil, Diagnostics(.error("unreadable-file", "\(error)")))
    }
  }

  private static func summary(_ path: String, _ codebook: Codebook, _ found: Diagnostics) -> String
  {
    let counts = [
      counted(codebook.codes.count, "code"), counted(codebook.rules.count, "rule"),
      counted(codebook.codes.map(\.examples.count).reduce(0, +), "example"),
      counted(found.all.count { $0.severity == .error }, "error"),
      counted(found.all.count { $0.severity == .warning }, "warning"),
    ]
    return "\(path): \(counts.joined(separator: ", "))"
  }

  private static func json(
    _ path: String, _ codebook: Codebook?, _ found: Diagnostics
  ) -> JSONValue {
    [
      "file": .string(path),
      "codes": codebook.map { .integer($0.codes.count) } ?? .null,
      "rules": codebook.map { .integer($0.rules.count) } ?? .null,
      "diagnostics": .list(found.sorted.map(json)),
    ]
  }

  static func json(_ diagnostic: Diagnostic) -> JSONValue {
    let place = diagnostic.location
    return [
      "severity": .string(diagnostic.severity.rawValue), "id": .string(diagnostic.id),
      "message": .string(diagnostic.message), "help": .string(diagnostic.help),
      "path": .optional(place?.path), "line": place?.line.map { .integer($0) } ?? .null,
      "column": place?.column.map { .integer($0) } ?? .null,
    ]
  }
}
