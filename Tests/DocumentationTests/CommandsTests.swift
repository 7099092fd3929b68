import LeitmotifTesting
import Testing

struct CommandsTests {
  /// The help of a command and of those below it, each under a heading.
  private static func pages(of words: [String]) throws -> String {
    let help = try Command.run(words + ["--help"], in: "/").output
    let name = (["leitmotif"] + words).joined(separator: " ")
    var pages = "## \(name)\n\n```\n\(help.trimmingSuffix(while: \.isNewline))\n```\n\n"
    for command in subcommands(in: help) where command != "help" {
      pages += try self.pages(of: words + [command])
    }
    return pages
  }

  /// The names of the commands that a help page lists.
  private static func subcommands(in help: String) -> [String] {
    var names: [String] = []
    var isList = false
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains("SUBCOMMANDS:") || (line.last == ":" && line.hasSuffix("SUBCOMMANDS:")) {
        isList = true
      } else if line.first?.isWhitespace != true, !line.isEmpty {
        isList = false
      } else if isList, let match = line.firstMatch(of: /^  ([a-z][a-z-]*)/) {
        names.append(String(match.1))
      }
    }
    return names
  }

  @Test func `the page of commands says what the program's help says`() throws {
    let page = """
      # Commands

      What `leitmotif COMMAND --help` prints, for every command. Exit statuses: 0 done; 1 it ran, and a check
      failed; 2 the files are wrong; 3 a stage failed; 4 done in part, something was set aside; 64 wrong command
      line; 70 a bug of ours; 130 stopped by Ctrl-C.


      """ + (try Self.pages(of: []).trimmingSuffix(while: \.isNewline)) + "\n"
    #expect(try Golden("docs/commands.md").difference(from: page) == nil)
  }
}

extension String {
  fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, fits(last) { text.removeLast() }
    return String(text)
  }
}
