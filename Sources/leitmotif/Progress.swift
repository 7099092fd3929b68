import ArgumentParser
import Foundation
import LeitmotifPipeline

/// How a command tells how far it has come.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  /// A line that is written over on a terminal, plain lines elsewhere.
  case auto
  /// A line now and then.
  case plain
  /// Nothing.
  case none
}

/// Tells on standard error how far long work has come: stage, done of total, rate, time left.
final class Progress: ProgressReporter {
  private let style: ProgressStyle
  private let isTerminal: Bool
  private let began = ContinuousClock.now
  private var stage = ""
  private var stageBegan = ContinuousClock.now
  private var lastShown = ContinuousClock.now
  private var isLineOpen = false

  init(_ style: ProgressStyle) {
    self.style = style
    isTerminal = style == .auto && isatty(STDERR_FILENO) == 1
  }

  func report(stage: String, done: Int, of total: Int) {
    guard style != .none else { return }
    let now = ContinuousClock.now
    let isNew = stage != self.stage
    if isNew {
      self.stage = stage
      stageBegan = now
    }
    // Short work needs no word; long work says what it begins, and something ten times a second, or every five on paper.
    let isDue = isNew || now - lastShown >= (isTerminal ? .milliseconds(100) : .seconds(5))
    guard isDue, now - began > .milliseconds(isTerminal ? 300 : 2000) else { return }
    lastShown = now
    show(line(done: done, of: total, after: now - stageBegan))
  }

  /// Wipes an open line, so that what follows stands alone.
  func end() {
    guard isLineOpen else { return }
    write("\r\u{1B}[K")
    isLineOpen = false
  }

  private func line(done: Int, of total: Int, after passed: Duration) -> String {
    let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    let rate = seconds > 0 ? Double(done) / seconds : 0
    var line = "\(stage) \(done)/\(total)"
    if rate > 0, done < total {
      line += "  \(Int(rate.rounded()))/s  \(Self.duration(Double(total - done) / rate)) left"
    }
    return line
  }

  private static func duration(_ seconds: Double) -> String {
    seconds < 60
      ? "\(Int(seconds.rounded(.up))) s" : "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
  }

  private func show(_ line: String) {
    if isTerminal {
      write("\r\(line)\u{1B}[K")
      isLineOpen = true
    } else {
      write(line + "\n")
    }
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
