import Foundation

extension Keyness {
  static func naturalLogarithm(_ number: Double) -> Double { Foundation.log(number) }
}
