public import LeitmotifModel

/// A format in which other programs keep dictionaries and codebooks.
public enum CodebookFormat: String, CaseIterable, Sendable {
  /// LIWC's dictionary (`.dic`).
  case liwc
  /// WordStat's categorisation dictionary (`.cat`).
  case wordstat
  /// Lexicoder 3's dictionary (`.lc3`).
  case lexicoder
  /// quanteda's dictionary in YAML (`.yml`).
  case quanteda
  /// A table: a code and one of its words a row.
  case csv
  /// The codebook of REFI-QDA (`.qdc`), which QualCoder, NVivo, MAXQDA and ATLAS.ti exchange.
  case qdc
  /// A page to read and to print; written only.
  case markdown

  /// The format that a file's ending tells; `nil` when it tells none.
  public init?(ofFile path: String) {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    switch ending {
    case "dic": self = .liwc
    case "cat": self = .wordstat
    case "lc3": self = .lexicoder
    case "yml", "yaml": self = .quanteda
    case "csv", "tsv": self = .csv
    case "qdc": self = .qdc
    case "md": self = .markdown
    default: return nil
    }
  }

  /// Reads a file as a codebook.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its name, for messages; its stem names the codebook.
  /// - Returns: The codebook, with what of the file it could not hold.
  /// - Throws: `Diagnostics` with everything that is wrong in the file.
  public func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> TransferredCodebook {
    var losses = LossReport()
    let tree =
      switch self {
      case .liwc: try LIWCFormat.read(bytes, path: path, losses: &losses)
      case .wordstat: try WordStatFormat.read(bytes, path: path, losses: &losses)
      case .lexicoder: try LexicoderFormat.read(bytes, path: path, losses: &losses)
      case .quanteda: try QuantedaFormat.read(bytes, path: path)
      case .csv: try CSVFormat.read(bytes, path: path, losses: &losses)
      case .qdc: try QDCFormat.read(bytes, path: path, losses: &losses)
      case .markdown:
        throw Diagnostics(
          .error(
            "unreadable-format", "a codebook in Markdown is written, not read",
            help: "keep the YAML file, and export it anew when it changes",
            at: SourceLocation(path: path)))
      }
    let codebook = tree.codebook(losses: &losses)
    return TransferredCodebook(codebook: codebook, losses: losses.diagnostics(at: path))
  }

  /// Writes a codebook as a file.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - path: The codebook's file, for messages.
  /// - Returns: The file's bytes, with what of the codebook it could not hold.
  public func write(_ codebook: Codebook, path: String) -> (bytes: [UInt8], losses: [Diagnostic]) {
    var losses = LossReport()
    let bytes =
      switch self {
      case .liwc: Array(LIWCFormat.text(of: codebook, losses: &losses).utf8)
      case .wordstat: Array(WordStatFormat.text(of: codebook, losses: &losses).utf8)
      case .lexicoder: Array(LexicoderFormat.text(of: codebook, losses: &losses).utf8)
      case .quanteda: Array(QuantedaFormat.text(of: codebook, losses: &losses).utf8)
      case .csv: CSVFormat.bytes(of: codebook, losses: &losses)
      case .qdc: Array(QDCFormat.text(of: codebook, losses: &losses).utf8)
      case .markdown: Array(MarkdownFormat.text(of: codebook).utf8)
      }
    return (bytes, losses.diagnostics(at: path))
  }
}

/// A codebook that came from another program.
public struct TransferredCodebook: Sendable {
  /// The codebook.
  public var codebook: Codebook
  /// What of the file it could not hold: warnings `not-carried-over`.
  public let losses: [Diagnostic]
}
