import LeitmotifModel
import LeitmotifPipeline

/// What two runs found otherwise as a page that needs no network: both sides, with quotations.
struct DifferencePage {
  /// The page.
  let text: String

  init(_ difference: RunDifference) {
    var rows = ""
    for change in difference.changes {
      rows += """
        <tr class="\(change.kind.rawValue)"><td>\(escapedForMarkup(change.kind.rawValue))</td>\
        <td>\(escapedForMarkup(change.code.rawValue))</td>\
        <td>\(escapedForMarkup(Self.who(change)))</td>\
        <td>\(escapedForMarkup(change.cause.rawValue))</td>\
        <td>\(Self.side(change.before))</td><td>\(Self.side(change.now))</td>\
        <td><q>\(escapedForMarkup(change.quotation))</q></td></tr>

        """
    }
    let renames = difference.renames.map {
      "<p>\($0.kind.rawValue): \(escapedForMarkup($0.from)) → \(escapedForMarkup($0.to))</p>\n"
    }.joined()
    let themes = difference.themes.map {
      "<tr><td>\(escapedForMarkup($0.code.rawValue))</td><td>\($0.before.k) of \($0.before.n)</td><td>\($0.now.k) of \($0.now.n)</td></tr>\n"
    }.joined()
    let counts = RunDifference.Kind.allCases.map { "\(difference.count(of: $0)) \($0.rawValue)" }
    text = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Run \(difference.runs[0]) to run \(difference.runs[1])</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
      .added td:first-child { color: #0a6b2d; } .removed td:first-child { color: #a3141e; }
      .changed td:first-child { color: #7a4a00; }
      </style></head><body>
      <h1>Run \(difference.runs[0]) to run \(difference.runs[1])</h1>
      <p>Final codings: \(counts.joined(separator: ", ")). This page holds interview text.</p>
      \(renames)<h2>Themes</h2>
      <table><thead><tr><th>Code</th><th>Before</th><th>Now</th></tr></thead><tbody>
      \(themes)</tbody></table>
      <h2>Codings</h2>
      <table><thead><tr><th>Change</th><th>Code</th><th>Participant</th><th>Cause</th><th>Before</th>\
      <th>Now</th><th>Words</th></tr></thead><tbody>
      \(rows)</tbody></table>
      </body></html>

      """
  }

  /// Whose words they are, and whose they were where that is somebody else.
  private static func who(_ change: RunDifference.Change) -> String {
    let who = change.participant?.rawValue ?? change.transcript.rawValue
    guard change.kind == .changed, change.participantBefore != change.participant else {
      return who
    }
    return "\(change.participantBefore?.rawValue ?? "–") → \(change.participant?.rawValue ?? "–")"
  }

  private static func side(_ final: FinalCoding?) -> String {
    guard let final else { return "–" }
    let attributes = final.coding.attributes.pairs.map { "\($0.name): \($0.value)" }
    let who = final.coding.rule?.rawValue ?? final.coding.coder.rawValue
    return escapedForMarkup(
      ([who, final.origin.rawValue] + attributes).joined(separator: ", "))
  }
}
