import LeitmotifBuiltins
import LeitmotifPlugin
import Testing

struct BuiltinsTests {
  @Test func `no two stages of a kind share a name`() {
    let names = builtinStages.map { "\($0.kind.rawValue): \($0.name)" }
    #expect(Set(names).count == names.count)
  }

  @Test func `names are lower case, summaries are sentences`() {
    for stage in builtinStages {
      #expect(stage.name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(stage.name)")
      #expect(stage.summary.wholeMatch(of: /[A-Z].*\./) != nil, "\(stage.summary)")
      for setting in stage.settings {
        #expect(setting.name.wholeMatch(of: /[a-z][A-Za-z]*/) != nil, "\(setting.name)")
        #expect(setting.summary.wholeMatch(of: /[A-Z].*\./) != nil, "\(setting.summary)")
      }
    }
  }
}
