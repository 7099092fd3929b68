public import LeitmotifPlugin
public import LeitmotifText

/// The setting `undecodable` of ingesters that read text.
public enum UndecodableChoice: String, SettingChoice, Hashable {
  /// The file is refused, with the place.
  case refuse
  /// U+FFFD stands where something could not be decoded, and a warning says how often.
  case replace
}

/// What is wrong with the setting `encoding`; `nil` when nothing is.
public func unknownEncoding(_ name: String) -> SettingProblem? {
  guard name != "auto", !DecodingChoice.knows(name) else { return nil }
  return SettingProblem(
    "encoding", "there is no encoding '\(name)'",
    help: "write auto, or a name such as windows-1252, macintosh, utf-16le, big5, shift_jis")
}

/// What the settings `encoding` and `undecodable` say together.
public func decodingChoice(_ encoding: String, _ undecodable: UndecodableChoice) -> DecodingChoice {
  DecodingChoice(
    encoding: encoding == "auto" ? nil : encoding, replacesUndecodable: undecodable == .replace)
}
