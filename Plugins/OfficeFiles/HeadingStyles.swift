/// Whether a style is one that Word itself has for headings, in the languages that it writes them in.
func isHeadingStyle(_ name: String) -> Bool {
  headingStyles.contains(
    name.lowercased().filter { !$0.isNumber && !$0.isWhitespace && $0 != "-" })
}

private let headingStyles: Set<String> = [
  "heading", "title", "subtitle", "berschrift", "überschrift", "titel", "titre", "ttulo",
  "título", "titolo", "kop", "rubrik", "nagwek",
]
