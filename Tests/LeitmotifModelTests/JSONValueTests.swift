import LeitmotifModel
import Testing

struct JSONValueTests {
  @Test func `names are sorted, nothing is blank, and specials are escaped`() {
    let value: JSONValue = [
      "z": [1, true, .null, .number(0.5), .number(.nan)],
      "a": "quote \" backslash \\ line\nfeed \u{1} and 🙂",
    ]
    #expect(
      value.canonicalText
        == #"{"a":"quote \" backslash \\ line\nfeed \u0001 and 🙂","z":[1,true,null,0.5,null]}"#)
  }
}
