import ArgumentParser
import LeitmotifCodebook
import LeitmotifModel
import LeitmotifPlugin

/// `leitmotif codebook`: what people do with a codebook while they write it.
struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Checks, tests, changes, compares and converts codebooks.",
    subcommands: [
      CodebookCheck.self, CodebookTest.self, CodebookTree.self, CodebookTry.self,
      CodebookDiff.self, CodebookImport.self, CodebookExport.self, CodebookFmt.self,
      CodebookRename.self,
      CodebookMove.self, CodebookMerge.self, CodebookSplit.self, CodebookRetire.self,
    ])
}

/// Reads a codebook that the user named, with the files of its lists.
func readCodebook(_ path: String) throws -> CodebookFile {
  try CodebookFile.read(try readFile(path).bytes, path: path) { try readFile($0).bytes }
}

extension Attributes {
  /// The values as JSON.
  var json: JSONValue { .object(dictionary.mapValues { .string($0) }) }
}
