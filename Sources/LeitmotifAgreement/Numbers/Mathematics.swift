#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

// The C library's functions, so that one file alone names the platform.

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
func sine(_ x: Double) -> Double { sin(x) }
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The complementary error function, 2/√π ∫ₓ^∞ e^(-t²) dt.
func complementaryError(_ x: Double) -> Double { erfc(x) }

/// The logarithm of the gamma function for x > 0, to about 15 digits.
///
/// - Source: the asymptotic series, NIST Digital Library of Mathematical Functions, 5.11.1, after
///   the recurrence has brought x above 15.
func logGamma(_ x: Double) -> Double {
  var shift = 0.0
  var x = x
  while x < 15 {
    shift += log(x)
    x += 1
  }
  let inverse = 1 / (x * x)
  let series =
    (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680)))) / x
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series - shift
}

/// The logarithmic derivative of the gamma function for x > 0, to about 14 digits.
///
/// - Source: NIST Digital Library of Mathematical Functions, 5.11.2, after the recurrence.
func digamma(_ x: Double) -> Double {
  var shift = 0.0
  var x = x
  while x < 15 {
    shift += 1 / x
    x += 1
  }
  let inverse = 1 / (x * x)
  let series =
    inverse
    * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240))))
  return log(x) - 0.5 / x - series - shift
}
