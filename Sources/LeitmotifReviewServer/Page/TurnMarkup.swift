import LeitmotifModel

extension TurnView {
  /// The turn as HTML.
  ///
  /// Templates look names up at run time, which is a second for a long interview: what there are thousands of is
  /// put together here.
  var markup: String {
    var html = Markup()
    let marks = (isHere ? " here" : "") + (isInterviewer ? " asks" : "")
    html.open("div", ["class": "turn" + marks])
    html.open("p", ["class": "label"])
    html.text(speaker)
    if !time.isEmpty {
      html.text(" ")
      html.element("time", time)
    }
    html.close("p")
    html.open("p", ["class": "words", "dir": "auto"])
    for piece in pieces {
      let start = String(piece.start)
      html.element(
        "span", piece.text,
        piece.marks.isEmpty
          ? ["data-start": start, "id": "at" + start]
          : [
            "data-start": start, "id": "at" + start, "class": piece.marks, "title": piece.title,
          ])
    }
    html.close("p")
    if !stripes.isEmpty {
      html.open("ul", ["class": "stripes", "aria-label": "Codings"])
      for stripe in stripes {
        html.open("li", ["class": stripe.style, "title": stripe.words])
        html.element("span", stripe.code)
        html.text(" ")
        html.element("i", stripe.coder)
        html.close("li")
      }
      html.close("ul")
    }
    html.close("div")
    return html.result
  }
}

/// HTML that is put together piece by piece; whatever is not markup is escaped.
struct Markup {
  private(set) var result = ""

  mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) {
    result += "<\(name)"
    for (name, value) in attributes {
      result += " \(name)=\""
      text(value)
      result += "\""
    }
    result += ">"
  }

  mutating func close(_ name: StaticString) {
    result += "</\(name)>"
  }

  mutating func text(_ text: String) {
    result += SafeMarkup.escaped(text)
  }

  mutating func element(
    _ name: StaticString, _ text: String, _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) {
    open(name, attributes)
    self.text(text)
    close(name)
  }
}
