/// Draws of how often each of several patterns comes up among n units drawn with replacement.
struct Multinomial {
  private let weights: [Int]
  private let total: Int

  /// For patterns that come up as often as some units have them.
  init(weights: [Int]) {
    self.weights = weights
    total = weights.reduce(0, +)
  }

  /// Draws as many units as there are.
  func draw(into counts: inout [Int], using random: inout RandomSource) {
    var left = total
    var weightLeft = total
    for (index, weight) in weights.enumerated() {
      if left == 0 || weight == weightLeft {
        counts[index] = left
        left = 0
      } else {
        counts[index] = random.binomial(left, Double(weight) / Double(weightLeft))
        left -= counts[index]
      }
      weightLeft -= weight
    }
  }
}

extension RandomSource {
  /// How many of n trials succeed when each does with probability p.
  ///
  /// - Source: by inversion when few are expected, else by W. Hörmann, "The Generation of Binomial
  ///   Random Variates" (algorithm BTRS), Journal of Statistical Computation and Simulation 46
  ///   (1993), doi:10.1080/00949659308811496.
  mutating func binomial(_ n: Int, _ p: Double) -> Int {
    if n <= 0 || p <= 0 { return 0 }
    if p >= 1 { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    return Double(n) * p < 10 ? binomialByInversion(n, p) : binomialByRejection(n, p)
  }

  private mutating func binomialByInversion(_ n: Int, _ p: Double) -> Int {
    let odds = p / (1 - p)
    var probability = power(1 - p, Double(n))
    var uniform = unit()
    var successes = 0
    while uniform > probability, successes < n {
      uniform -= probability
      successes += 1
      probability *= odds * Double(n - successes + 1) / Double(successes)
    }
    return successes
  }

  private mutating func binomialByRejection(_ n: Int, _ p: Double) -> Int {
    let trials = Double(n)
    let spread = (trials * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let center = trials * p + 0.5
    let alpha = (2.83 + 5.1 / b) * spread
    let acceptance = 0.92 - 4.2 / b
    let mode = ((trials + 1) * p).rounded(.down)
    while true {
      let u = unit() - 0.5
      var v = unit()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + center).rounded(.down)
      if us >= 0.07, v <= acceptance { return Int(k) }
      if k < 0 || k > trials { continue }
      v = logarithm(v * alpha / (a / (us * us) + b))
      let bound =
        (mode + 0.5) * logarithm((mode + 1) / (p / (1 - p) * (trials - mode + 1)))
        + (trials + 1) * logarithm((trials - mode + 1) / (trials - k + 1))
        + (k + 0.5) * logarithm(p / (1 - p) * (trials - k + 1) / (k + 1))
        + stirlingTail(mode) + stirlingTail(trials - mode) - stirlingTail(k)
        - stirlingTail(trials - k)
      if v <= bound { return Int(k) }
    }
  }
}

/// What Stirling's formula leaves out of log k!.
private func stirlingTail(_ k: Double) -> Double {
  if k < 15 {
    return logGamma(k + 1)
      - ((k + 0.5) * logarithm(k + 1) - (k + 1) + 0.5 * logarithm(2 * Double.pi))
  }
  let x = k + 1
  let inverse = 1 / (x * x)
  return (1.0 / 12 - inverse * (1.0 / 360 - inverse / 1260)) / x
}
