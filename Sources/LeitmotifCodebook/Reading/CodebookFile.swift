public import LeitmotifDigest
public import LeitmotifModel
import LeitmotifYAML

/// A codebook as it was read, with the files that it was read from.
public struct CodebookFile: Sendable {
  /// A file that was read.
  public struct Input: Sendable {
    /// The path from here.
    public let path: String

    /// The file's bytes.
    public let bytes: [UInt8]

    /// The hash of the bytes.
    public var digest: Digest { Digest(of: bytes) }
  }

  /// The codebook.
  public let codebook: Codebook

  /// The file itself, then the files of its lists in the order in which they are named.
  public let inputs: [Input]

  let outline: Outline

  /// The hash of the content of all inputs; their paths are not in it.
  public var digest: Digest {
    var builder = DigestBuilder()
    for input in inputs {
      builder.append(number: input.bytes.count)
      builder.append(input.bytes)
    }
    return builder.finish()
  }

  /// Reads a codebook, and the word lists that stand in files of their own.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - path: The file's name: for messages, and because lists are named relative to it.
  ///   - readFile: Reads a list's file, named by its path from here.
  /// - Returns: The codebook, in which every name that is used is there.
  /// - Throws: `Diagnostics` with everything that is wrong in the file.
  public static func read(
    _ bytes: [UInt8], path: String, readFile: @escaping (String) throws -> [UInt8]
  ) throws(Diagnostics) -> CodebookFile {
    let root: YAMLNode
    do {
      root = try YAMLReader.read(bytes, path: path)
    } catch {
      throw Diagnostics(error.all.map(\.explained))
    }
    let reader = CodebookReader(source: root.source, readFile: readFile)
    let codebook = reader.readCodebook(root)
    try reader.collector.diagnostics.throwIfErrors()
    return CodebookFile(
      codebook: codebook, inputs: [Input(path: path, bytes: bytes)] + reader.listFiles,
      outline: reader.outline)
  }

  /// Reads what became of a codebook's codes, and nothing else of it.
  ///
  /// - Parameter bytes: The file's content, which has been read whole before.
  /// - Returns: The steps, in the file's order.
  /// - Throws: `Diagnostics` when it is no YAML, or a step is wrong.
  public static func steps(in bytes: [UInt8]) throws(Diagnostics) -> [CodeStep] {
    let root = try YAMLReader.read(bytes, path: "codebook.yaml")
    let reader = CodebookReader(source: root.source) { _ in [] }
    let steps = reader.readSteps(root["migrations"]?.list ?? [])
    try reader.collector.diagnostics.throwIfErrors()
    return steps
  }
}

extension Diagnostic {
  /// An error of YAML with the help that is needed in a codebook.
  fileprivate var explained: Diagnostic {
    guard id == "yaml-syntax", let excerpt, let column = location?.column else { return self }
    var result = self
    let before = String(excerpt.unicodeScalars.prefix(max(0, column - 1)))
    let last = before.last { $0 != " " }
    if before.contains("query:"), last == "\"" || last == "'" {
      result.help =
        "the text ends at this quotation mark: put the whole query in single quotes, "
        + "as in query: '\"a b\" OR c'"
    } else if message.hasPrefix("did not find expected node content") {
      result.help = "a bracket is never closed, or something is missing beside a comma"
    }
    return result
  }
}
