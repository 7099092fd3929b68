import LeitmotifModel
import LeitmotifReliability

/// How far the study's coders agree, in two drawings.
struct AgreementSection {
  private let pictures: AgreementPictures

  /// Draws; `nil` where nobody coded beside another, or nobody is a person.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - isNaming: Whether people are named; they are numbered else, as the methods paragraph numbers them.
  /// - Throws: What the study throws.
  init?(of study: any StudyReader, isNaming: Bool = true) throws {
    var voices = try Voice.usual(of: study.coders)
    if !isNaming {
      let people = voices.indices.filter { voices[$0].kind == .person }
      for (number, place) in people.enumerated() {
        voices[place] = voices[place].called("coder \(number + 1)")
      }
    }
    guard voices.contains(where: { $0.kind == .person }), voices.count > 1 else { return nil }
    guard
      let pictures = AgreementPictures(
        of: try CoderAgreement(of: study, AgreementQuestion(voices)))
    else { return nil }
    self.pictures = pictures
  }

  /// The section.
  var html: HTML {
    """
    <section id="\(Section.agreement.rawValue)">
    <h2>How far coders agree</h2>
    <figure>\(raw: pictures.coders.svg)<figcaption>Krippendorff’s alpha of each two coders over sentences \
    and codes. “machine” is all classifiers together, “final” the merged result, which rests on the others.\
    </figcaption></figure>
    <figure>\(raw: pictures.codes.svg)<figcaption>Alpha of \(pictures.comparison.name) code by code, with 95% \
    intervals. Dotted: .667 and .800, Krippendorff’s bounds for tentative and for firm conclusions. \
    <code>leitmotif agree STORE</code> says what each number rests on.</figcaption></figure>
    </section>
    """
  }
}
