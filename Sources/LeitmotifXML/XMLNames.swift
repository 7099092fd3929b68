/// The names of a file's elements, each once.
///
/// libxml2 keeps every name at one address as long as it reads, so that names are told apart by address.
struct XMLNames {
  private(set) var all: [String] = []
  private var numbers: [UnsafePointer<UInt8>: Int] = [:]
  /// The name that was last seen for each of some ends of addresses: nearly every look-up ends here.
  private var recent = [(address: UnsafePointer<UInt8>?, number: Int)](
    repeating: (nil, 0), count: 256)

  /// The number of the name at an address.
  mutating func number(at address: UnsafePointer<UInt8>) -> Int {
    let slot = Int((UInt(bitPattern: address) &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if recent[slot].address == address { return recent[slot].number }
    let number = slowNumber(at: address)
    recent[slot] = (address, number)
    return number
  }

  private mutating func slowNumber(at address: UnsafePointer<UInt8>) -> Int {
    if let known = numbers[address] { return known }
    numbers[address] = all.count
    all.append(String(cString: address))
    return all.count - 1
  }
}
