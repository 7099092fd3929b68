import LeitmotifModel
import LeitmotifReliability

/// How far the study's coders agree, in two drawings.
struct AgreementSection {
  private let pictures: AgreementPictures

  /// Draws; `nil` where nobody coded beside another, or nobody is a person.
  ///
  /// - Parameter study: The study.
  /// - Throws: What the study throws.
  init?(of study: any StudyReader) throws {
    let voices = try Voice.usual(of: study.coders)
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
