/// The standard normal distribution.
enum Normal {
  /// The probability of a value below x.
  static func probability(below x: Double) -> Double {
    0.5 * complementaryError(-x / 2.0.squareRoot())
  }

  /// The value below which a share p, 0 < p < 1, lies.
  ///
  /// Found by bisection, then by Newton's method: no table of constants to trust.
  static func quantile(_ p: Double) -> Double {
    root(low: -40, high: 40) {
      probability(below: $0) - p
    } slope: {
      exponential(-$0 * $0 / 2) / (2 * Double.pi).squareRoot()
    }
  }
}

/// Student's t distribution.
enum StudentT {
  /// The probability of a value below x.
  static func probability(below x: Double, freedom: Double) -> Double {
    let tail =
      0.5 * incompleteBeta(freedom / (freedom + x * x), freedom / 2, 0.5)
    return x > 0 ? 1 - tail : tail
  }

  /// The value below which a share p, 0 < p < 1, lies.
  static func quantile(_ p: Double, freedom: Double) -> Double {
    if p < 0.5 { return -quantile(1 - p, freedom: freedom) }
    var high = 2.0
    while probability(below: high, freedom: freedom) < p, high < 1e100 { high *= 2 }
    let scale =
      logGamma((freedom + 1) / 2) - logGamma(freedom / 2)
      - 0.5 * logarithm(freedom * Double.pi)
    return root(low: 0, high: high) {
      probability(below: $0, freedom: freedom) - p
    } slope: {
      exponential(scale - (freedom + 1) / 2 * logarithm(1 + $0 * $0 / freedom))
    }
  }
}

/// The root of a rising function between two bounds.
private func root(
  low: Double, high: Double, of function: (Double) -> Double, slope: (Double) -> Double
) -> Double {
  var low = low
  var high = high
  for _ in 0..<40 {
    let middle = (low + high) / 2
    if function(middle) < 0 { low = middle } else { high = middle }
  }
  var x = (low + high) / 2
  for _ in 0..<4 {
    let step = function(x) / slope(x)
    guard step.isFinite else { break }
    x -= step
  }
  return x
}

/// The regularised incomplete beta function I_x(a, b).
///
/// - Source: the continued fraction of NIST Digital Library of Mathematical Functions, 8.17.22, by
///   the modified method of Lentz, doi:10.1364/AO.15.000668.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
  let front = exponential(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * logarithm(x) + b * logarithm(1 - x))
  let tiny = 1e-300
  var c = 1.0
  var d = 1 / max(1 - (a + b) * x / (a + 1), tiny)
  var fraction = d
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    let change = d * c
    fraction *= change
    if abs(change - 1) < 1e-16 { break }
  }
  return front * fraction / a
}
