import LeitmotifExchange
import LeitmotifModel

/// The identities of a project's users and codes in numbers: a hundred thousand codings name the same few.
struct GUIDNumbers {
  /// The number of nobody and nothing: of an identity that is not given.
  static let none = 0

  /// The identities by their numbers, in normal form.
  private(set) var texts = [""]
  /// The numbers by the identities in normal form.
  private var numbers = ["": none]
  /// The same by the identities as written.
  private var numbersAsWritten = ["": none]

  /// The number of an identity as the file writes it; a new one gets the next.
  mutating func number(of written: String?) -> Int {
    let written = written ?? ""
    if let known = numbersAsWritten[written] { return known }
    let text = normalizedGUID(written)
    let number = numbers[text] ?? texts.count
    if number == texts.count { texts.append(text) }
    numbers[text] = number
    numbersAsWritten[written] = number
    return number
  }

  /// The number of an identity in normal form; `nil` for one that was not met.
  subscript(text: String) -> Int? { numbers[text] }
}
