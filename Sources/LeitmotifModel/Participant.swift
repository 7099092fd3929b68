/// A case of the study: someone who was interviewed.
public struct Participant: Hashable, Sendable {
  /// The participant's name in the study, a pseudonym.
  public let id: Identifier<Participant>

  /// What the participants' table says of them, by column; a missing value is empty.
  public var attributes: [String: String]

  /// Creates a participant.
  public init(id: Identifier<Participant>, attributes: [String: String] = [:]) {
    self.id = id
    self.attributes = attributes
  }
}
