import LeitmotifModel

/// The report's tables as LaTeX, to be put into a paper with `\input`.
///
/// The tables need the packages booktabs and longtable; LuaLaTeX or XeLaTeX set every script.
struct LaTeXReport {
  private(set) var text: String
  private let table: ThemeTable

  init(_ content: ReportContent) {
    table = content.table
    text = """
      % \(Self.comment(content.title))
      % Written by Leitmotif. In the preamble: \\usepackage{booktabs,longtable}; compile with LuaLaTeX or XeLaTeX.
      % For words that run from right to left, say how they are set, as in \\renewcommand{\\rightleft}[1]{\\bidi{#1}}.
      \\providecommand{\\rightleft}[1]{#1}
      \\providecommand{\\raised}{\\ensuremath{\\bullet}}
      \\providecommand{\\marked}{\\ensuremath{\\circ}}
      \\providecommand{\\editor}[1]{\\textit{#1}}

      """
    for notice in content.notices { text += "% \(Self.comment(notice))\n" }
    for part in content.parts { add(part) }
  }

  private mutating func add(_ part: Part) {
    text += "\n% \(Self.comment(part.title))\n"
    if case .paragraphs(let texts) = part.content {
      for paragraph in texts.map(\.text) { text += "\(Self.breakable(paragraph))\n\n" }
    }
    guard let grid = part.grid, !grid.rows.isEmpty else { return }
    let columns = "l" + kinds(of: grid).joined()
    let head = ([grid.head] + grid.columns.map(\.name)).map(Self.escaped).joined(separator: " & ")
    text +=
      "\\begin{longtable}{\(columns)}\n\\caption{\(Self.escaped(part.title))}\\\\\n\\toprule\n"
    text += "\(head) \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n"
    for row in grid.rows {
      if row.isTotal { text += "\\midrule\n" }
      let indent = row.depth == 0 ? "" : "\\hspace*{\(row.depth)em}"
      let cells = [indent + Self.escaped(row.head)] + row.cells.map { Self.cell($0.text) }
      text += cells.joined(separator: " & ") + " \\\\\n"
      for quotation in row.quotations {
        quote(quotation, width: grid.columns.count + 1, memos: part.showsMemos)
      }
    }
    text += "\\end{longtable}\n"
    for note in grid.notes { text += "{\\footnotesize \(Self.circles(Self.escaped(note)))\\par}\n" }
  }

  /// How each column but the first is set: circles in the middle, numbers flush right, words in lines.
  private func kinds(of grid: Grid) -> [String] {
    let longest = grid.columns.indices.map { place in
      grid.rows.map { $0.cells[place].text.count }.max() ?? 0
    }
    let isWide = grid.columns.indices.map {
      !grid.columns[$0].isNumber && longest[$0] > Self.lineLength
    }
    let share = 50 / max(1, isWide.count { $0 })
    return grid.columns.enumerated().map { place, column in
      if column.isNumber { return "r" }
      if isWide[place] { return "p{0.\(share < 10 ? "0" : "")\(share)\\linewidth}" }
      let isNarrow = grid.rows.allSatisfy { ["", "●", "○"].contains($0.cells[place].text) }
      return isNarrow ? "c" : "l"
    }
  }

  /// Cells longer than this are set in several lines.
  ///
  /// - Unit: characters.
  private static let lineLength = 30

  /// Words that may be parted within what no line has room for: a hash, an address.
  private static func breakable(_ words: String) -> String {
    words.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.count > lineLength else { return escaped(String(word)) }
      return word.map { escaped(String($0)) }.joined(separator: "\\allowbreak{}")
    }.joined(separator: " ")
  }

  private mutating func quote(_ quotation: Quotation, width: Int, memos: Bool) {
    let words =
      quotation.edited.map { edited in
        edited.pieces.map { piece in
          switch piece {
          case .words(let words): Self.quoted(words)
          case .elision: "\\editor{[\\dots]}"
          case .clarification(let words): "\\editor{[\(Self.escaped(words))]}"
          }
        }.joined()
      } ?? Self.quoted(quotation.text)
    let memo =
      memos && !quotation.memo.isEmpty ? " \\emph{Memo: \(Self.escaped(quotation.memo))}" : ""
    text += "\\multicolumn{\(width)}{p{0.95\\linewidth}}{\\quad\\small ``\(words)'' "
    text += "--- \(Self.escaped(quotation.who))\(memo)} \\\\\n"
  }

  private static func quoted(_ words: String) -> String {
    let escaped = escaped(words)
    return words.unicodeScalars.contains(where: PlainText.isDirectional)
      ? "\\rightleft{\(escaped)}" : escaped
  }

  private static func cell(_ text: String) -> String { circles(escaped(text)) }

  private static func circles(_ text: String) -> String {
    text.replacing("●", with: "\\raised{}").replacing("○", with: "\\marked{}")
  }

  /// Words in which TeX finds no command of its own.
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "%", "_":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      // Two of these would be one other sign, and some are quotation marks in some languages.
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "\\textquotedbl{}"
      case "`": result += "\\textasciigrave{}"
      case "'": result += "'{}"
      case "-": result += "-{}"
      case "[": result += "{[}"
      case "]": result += "{]}"
      case "\n", "\t", "\r": result += " "
      default: result.unicodeScalars.append(scalar.isHidden ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  private static func comment(_ words: String) -> String {
    String(
      words.unicodeScalars.map {
        $0.isHidden || $0 == "\n" || $0 == "\u{2028}" ? " " : Character($0)
      })
  }
}
