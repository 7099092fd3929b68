import GRDB
import LeitmotifDigest
import LeitmotifModel

/// The versions of a codebook as rows.
enum CodebookRows {
  /// The number of a version, which is written now when the store has none of its hash.
  static func number(
    of codebook: Codebook, source: String, digest: Digest, _ db: Database, _ names: inout Names
  ) throws -> Int64 {
    let find = try PreparedStatement(db, "SELECT id FROM codebook WHERE digest = ?")
    if let known = try find.firstInteger([.blob(digest.bytes)]) { return known }
    try PreparedStatement(
      db, "INSERT INTO codebook (name, version, language, digest, source) VALUES (?, ?, ?, ?, ?)"
    ).run([
      .text(codebook.name), .text(codebook.version), .text(codebook.language), .blob(digest.bytes),
      .text(source),
    ])
    let id = db.lastInsertedRowID
    for (position, code) in codebook.codes.enumerated() {
      try write(code, at: position, in: id, db, &names)
    }
    for (position, rule) in codebook.rules.enumerated() {
      try write(rule, at: position, in: id, db, &names)
    }
    return id
  }

  private static func write(
    _ code: Code, at position: Int, in codebook: Int64, _ db: Database, _ names: inout Names
  ) throws {
    let parent = try code.parent.map { try names.number(of: $0.rawValue, in: .code, db) }
    try PreparedStatement(
      db,
      """
      INSERT INTO codebook_code (codebook_id, position, code_id, uid, parent_id, name, definition,
        include, exclude, memo, attributes, exclusive, examples, leads_to, location)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(codebook), .integer(position),
      .integer(try names.number(of: code.id.rawValue, in: .code, db)), .optional(code.uid),
      .optional(parent), .text(code.name), .text(code.definition), .text(code.include),
      .text(code.exclude), .text(code.memo),
      .text(try StoredJSON.text(code.attributes.map(StoredDeclaration.init))),
      .optional(code.exclusive?.rawValue),
      .text(try StoredJSON.text(code.examples.map(StoredExample.init))),
      .text(try StoredJSON.text(code.leadsTo.map(\.rawValue))),
      .optional(code.location.map { StoredJSON.text($0) }),
    ])
  }

  private static func write(
    _ rule: Rule, at position: Int, in codebook: Int64, _ db: Database, _ names: inout Names
  ) throws {
    try PreparedStatement(
      db,
      """
      INSERT INTO codebook_rule (codebook_id, position, rule_id, code_id, kind, source, location)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(codebook), .integer(position),
      .integer(try names.number(of: rule.id.rawValue, in: .rule, db)),
      .integer(try names.number(of: rule.code.rawValue, in: .code, db)), .text(rule.body.kind),
      .text(rule.source),
      .optional(rule.location.map { StoredJSON.text($0) }),
    ])
  }

  /// The version of a number, with rules that know what they are called and where they stand.
  static func codebook(_ id: Int64, _ db: Database) throws -> Codebook? {
    var result: Codebook?
    let version = try PreparedStatement(
      db, "SELECT name, version, language FROM codebook WHERE id = ?")
    try version.forEachRow([.integer(id)]) {
      result = Codebook(name: version.text(0), version: version.text(1), language: version.text(2))
    }
    let rules = Dictionary(
      grouping: try self.rules(of: id, db), by: { ExactText($0.code.rawValue) })
    let codes = try PreparedStatement(
      db,
      """
      SELECT c.name, v.uid, p.name, v.name, v.definition, v.include, v.exclude, v.memo, v.attributes,
        v.exclusive, v.examples, v.leads_to, v.location
      FROM codebook_code v JOIN code c ON c.id = v.code_id LEFT JOIN code p ON p.id = v.parent_id
      WHERE v.codebook_id = ? ORDER BY v.position
      """)
    try codes.forEachRow([.integer(id)]) {
      result?.codes.append(
        Code(
          id: Identifier(codes.text(0)), uid: codes.optionalText(1),
          parent: codes.optionalText(2).map { Identifier($0) }, name: codes.text(3),
          definition: codes.text(4), include: codes.text(5), exclude: codes.text(6),
          memo: codes.text(7),
          attributes: try StoredJSON.list(of: StoredDeclaration.self, codes.text(8))
            .map(\.declaration),
          exclusive: Code.Exclusivity(rawValue: codes.text(9)),
          rules: rules[ExactText(codes.text(0))] ?? [],
          examples: try StoredJSON.list(of: StoredExample.self, codes.text(10)).map(\.example),
          leadsTo: try StoredJSON.list(of: String.self, codes.text(11)).map { Identifier($0) },
          location: try location(codes.optionalText(12))))
    }
    return result
  }

  private static func rules(of codebook: Int64, _ db: Database) throws -> [Rule] {
    let rows = try PreparedStatement(
      db,
      """
      SELECT r.name, c.name, v.source, v.location, v.kind
      FROM codebook_rule v JOIN rule r ON r.id = v.rule_id JOIN code c ON c.id = v.code_id
      WHERE v.codebook_id = ? ORDER BY v.position
      """)
    var result: [Rule] = []
    try rows.forEachRow([.integer(codebook)]) {
      result.append(
        Rule(
          id: Identifier(rows.text(0)), code: Identifier(rows.text(1)),
          body: Rule.Body(emptyOfKind: rows.text(4)), source: rows.text(2),
          location: try location(rows.optionalText(3))))
    }
    return result
  }

  private static func location(_ text: String?) throws -> SourceLocation? {
    try text.map(StoredJSON.location)
  }
}

extension Rule.Body {
  /// The key under which a codebook writes it.
  fileprivate var kind: String {
    switch self {
    case .any: "any"
    case .all: "all"
    case .query: "query"
    case .regex: "regex"
    }
  }

  /// A body of a kind that looks for nothing: it says which classifier runs the rule.
  fileprivate init(emptyOfKind kind: String) {
    self =
      switch kind {
      case "all": .all([])
      case "query": .query(.or([]))
      case "regex": .regex("")
      default: .any([])
      }
  }
}
