import LeitmotifModel

/// A page that needs nothing else: no network, no script, no other file.
public struct Page: Sendable {
  /// A piece of a page.
  public enum Piece: Sendable {
    /// A heading.
    case heading(String)
    /// Words.
    case paragraph(String)
    /// Rows of cells, the head first, with the columns that hold numbers.
    case table([[String]], numbers: Set<Int>)
    /// A drawing, as SVG of ours.
    case drawing(String, caption: String)
    /// What is said, where it stands, and what coders made of it.
    case quotation(String, place: String, codes: [(coder: String, codes: String)])
  }

  /// The title.
  public let title: String

  /// What is on it, from top to bottom.
  public let pieces: [Piece]

  /// Creates a page.
  public init(title: String, pieces: [Piece]) {
    self.title = title
    self.pieces = pieces
  }

  /// The page's file.
  public var bytes: [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Leitmotif">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(escapedForMarkup(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>\(escapedForMarkup(title))</h1>
      \(pieces.map(Self.html).joined(separator: "\n"))
      </body>
      </html>

      """.utf8)
  }

  private static let style = """
    :root{color-scheme:light dark}body{max-width:70rem;margin:2rem auto;padding:0 1.2rem;\
    font:16px/1.5 system-ui,sans-serif}h2{margin-top:2.4rem}table{border-collapse:collapse;font-size:.86rem}\
    th,td{padding:.25rem .6rem;text-align:left;vertical-align:top}th{border-bottom:1px solid}\
    td{border-top:1px solid #8883}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
    .wide,figure{overflow-x:auto;margin:1rem 0}figcaption{font-size:.86rem;opacity:.8}svg{max-width:100%;height:auto}\
    blockquote{margin:1rem 0;padding:.1rem 0 .1rem .9rem;border-left:3px solid #8886}blockquote p{margin:.2rem 0}\
    blockquote footer{font-size:.84rem;opacity:.85}dl{display:grid;grid-template-columns:max-content 1fr;\
    gap:.1rem .8rem;margin:.3rem 0;font-size:.86rem}dt{font-weight:600}dd{margin:0}p.pre{white-space:pre-line}
    """

  private static func html(of piece: Piece) -> String {
    switch piece {
    case .heading(let words): return "<h2>\(escapedForMarkup(words))</h2>"
    case .paragraph(let words): return "<p class=\"pre\">\(escapedForMarkup(words))</p>"
    case .drawing(let svg, let caption):
      return "<figure>\(svg)<figcaption>\(escapedForMarkup(caption))</figcaption></figure>"
    case .table(let rows, let numbers):
      let lines = rows.enumerated().map { place, row in
        let name = place == 0 ? "th" : "td"
        let cells = row.enumerated().map { column, cell in
          "<\(name)\(numbers.contains(column) ? " class=\"n\"" : "")>\(escapedForMarkup(cell))</\(name)>"
        }
        return "<tr>\(cells.joined())</tr>"
      }
      return "<div class=\"wide\"><table>\n\(lines.joined(separator: "\n"))\n</table></div>"
    case .quotation(let words, let place, let codes):
      let given = codes.map {
        "<dt>\(escapedForMarkup($0.coder))</dt><dd>\(escapedForMarkup($0.codes))</dd>"
      }
      return """
        <blockquote><p>“<bdi>\(escapedForMarkup(words))</bdi>”</p><footer>\(escapedForMarkup(place))</footer>\
        <dl>\(given.joined())</dl></blockquote>
        """
    }
  }
}
