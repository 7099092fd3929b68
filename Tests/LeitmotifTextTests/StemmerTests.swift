import LeitmotifText
import Testing

struct StemmerTests {
  @Test func `words of one stem are cut alike`() throws {
    let english = try #require(Stemmer(language: "en-GB"))
    let stems = ["afford", "affords", "affording", "afforded"].map {
      String(decoding: english.stem(of: Array($0.utf8)), as: UTF8.self)
    }
    #expect(stems == ["afford", "afford", "afford", "afford"])
    let german = try #require(Stemmer(language: "de"))
    #expect(german.stem(of: Array("häuser".utf8)) == german.stem(of: Array("haus".utf8)))
    // Snowball knows one Norwegian, whatever the transcripts call theirs.
    for language in ["no", "nb", "nn-NO"] {
      let norwegian = try #require(Stemmer(language: language))
      #expect(norwegian.stem(of: Array("husene".utf8)) == Array("hus".utf8))
    }
  }

  @Test func `a language that Snowball does not know has no stemmer`() {
    #expect(Stemmer(language: "und") == nil)
    #expect(Stemmer(language: "") == nil)
    #expect(Stemmer(language: "zh") == nil)
  }
}
