import LeitmotifDigest
import Testing

struct DigestTests {
  @Test func `the hash of abc is the one of FIPS 180-4`() {
    #expect(
      Digest(of: "abc").description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `nothing has a hash too`() {
    #expect(
      Digest(of: [UInt8]()).description
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `two fields are not another two that read alike`() {
    func hash(_ fields: [String]) -> Digest {
      var builder = DigestBuilder()
      for field in fields { builder.append(field: field) }
      return builder.finish()
    }
    #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
    #expect(hash(["ab", "c"]) == hash(["ab", "c"]))
  }

  @Test func `pieces hash like the whole`() {
    var builder = DigestBuilder()
    builder.append(Array("ab".utf8))
    builder.append(Array("c".utf8))
    #expect(builder.finish() == Digest(of: "abc"))
  }
}
