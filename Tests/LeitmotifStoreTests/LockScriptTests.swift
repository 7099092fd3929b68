import LeitmotifTesting
import Testing

@testable import LeitmotifStore

struct LockScriptTests {
  private func script(_ base: String, _ text: String) -> String {
    String(decoding: LockScript.script(from: Array(base.utf8), to: Array(text.utf8)), as: UTF8.self)
  }

  @Test func `a changed line is the only one that is written`() {
    #expect(script("a = 1\nb = 2\nc = 3\n", "a = 1\nb = 9\nc = 3\n") == "=0 1\n+b = 9\n=2 2\n")
    #expect(script("a\nb\n", "a\nb\n") == "=0 3\n")
    #expect(script("", "x\n") == "+x\n+\n")
  }

  @Test(arguments: [
    "=9223372036854775807 1\n", "=0 9223372036854775807\n", "=-1 1\n", "=1 2\n", "?\n",
  ])
  func `a damaged script makes nothing`(script: String) {
    #expect(LockScript.text(by: Array(script.utf8), from: Array("a\n".utf8)) == nil)
  }

  @Test func `whatever two texts say, the one is made of the other`() {
    var numbers = SeededNumbers(seed: 4)
    func lines() -> String {
      let lines = (0..<numbers.below(12)).map { _ in
        numbers.element(of: ["a = 1", "b", "", "c = x\tü", "+b", "=0 3", "d"])
      }
      return (numbers.chance() ? lines.sorted() : lines).joined(separator: "\n")
        + (numbers.chance() ? "\n" : "")
    }
    for _ in 0..<3000 {
      let (base, text) = (Array(lines().utf8), Array(lines().utf8))
      #expect(LockScript.text(by: LockScript.script(from: base, to: text), from: base) == text)
    }
  }

  @Test func `a script of another text is none`() {
    #expect(LockScript.text(by: Array("=0 9\n".utf8), from: Array("a\n".utf8)) == nil)
    #expect(LockScript.text(by: Array("x\n".utf8), from: Array("a\n".utf8)) == nil)
  }
}
