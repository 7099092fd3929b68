/// How to mend what the YAML parser stumbles over, for people who do not know its rules.
///
/// - Parameter problem: The parser's own words.
/// - Returns: Empty where nothing helpful can be said.
func helpForSyntax(_ problem: String) -> String {
  switch problem {
  case "found undefined alias", "did not find expected alphabetic or numeric character":
    "a word that begins with '*' or '&' stands in quotes: \"*ing\""
  case "found character that cannot start any token":
    "a word that begins with '@', '%' or '`' stands in quotes: \"@list\""
  case "mapping values are not allowed in this context":
    "a text that holds a colon stands in quotes: \"he said: no\""
  case "found unexpected end of stream":
    "a quotation that begins here or above is never closed"
  case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
    "a comma is missing here, or the bracket is never closed"
  case "did not find expected key", "did not find expected '-' indicator":
    "look at the indentation: what belongs together begins in the same column"
  default: "look at this line and the one above; a text with signs in it stands in quotes"
  }
}
