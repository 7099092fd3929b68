public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifSQLite

/// Reads projects of QualCoder: the file `data.qda` of its folder.
///
/// - Source: QualCoder 3.x/4 (database v2 to v17), `code_text.py`: places are UTF-16 units where people marked
///   text, and code points elsewhere, so that each place is checked by what `seltext` quotes.
public struct QualCoderImporter: ProjectImporter {
  public static let name = "qualcoder"
  public static let summary = "Reads projects of QualCoder (the folder, or data.qda in it)."
  public static let version = 3

  public let exchange: ExchangeSettings
  private let setup: StageSetup

  public init(configuration: ExchangeSettings, setup: StageSetup) {
    exchange = configuration
    self.setup = setup
  }

  public static func recognition(of source: Source) -> Recognition {
    guard let database = try? ForeignDatabase(source.bytes, path: source.path) else { return .no }
    return database.has("code_text", "pos0", "seltext") ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let database = try ForeignDatabase(source, with: setup)
    guard database.has("code_text", "cid", "fid", "pos0", "pos1"),
      database.has("code_name", "cid", "name"), database.has("source", "id", "name")
    else { throw Diagnostics(.otherDatabase("QualCoder", in: source.path)) }
    var reader = QualCoderReader(database)
    try reader.read()
    return reader.project
  }
}
