/// The pieces in which coders are compared: for each piece and code, each coder gave the code or did not.
public enum AgreementUnit: String, CaseIterable, Hashable, Sendable {
  /// A character (Unicode code point) of what a participant says.
  case codePoint = "code-point"
  /// A sentence of a participant; the turn, in a transcript that is not cut into sentences.
  case sentence
  /// A turn of a participant.
  case turn
  /// A transcript in which a participant speaks.
  case transcript
  /// A participant, over all transcripts in which they speak.
  case participant
}
