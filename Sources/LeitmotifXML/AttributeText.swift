/// The value of an attribute as text.
///
/// libxml2 hands over an ampersand in a value as `&#38;`, unless it is told to substitute all entities, which we
/// forbid: this undoes it. (To be removed when `XML_PARSE_NOENT` is ever set.)
func attributeText(_ value: UnsafeBufferPointer<UInt8>) -> String {
  let text = String(decoding: value, as: UTF8.self)
  return value.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
}
