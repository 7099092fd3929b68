import LeitmotifCodebook
import LeitmotifCodebookFormats
import LeitmotifModel
import Testing

struct LexicoderFormatTests {
  @Test func `a line with a plus sign is a key`() throws {
    let found = try imported(
      " stray\n+negative\nA LIE\nabandon* \n\n+ positive \nable\n", as: .lexicoder)
    #expect(
      found.book == """
          - code: negative
            rules:
              - any: [A LIE, abandon*]
          - code: positive
            rules:
              - any: [able]

        """)
    #expect(found.losses == ["not carried over: words in front of the first key (1)"])
    #expect(problems(of: "word\n", as: .lexicoder) == ["0: the file has no key [no-categories]"])
  }

  @Test func `codes below others are named by their path`() throws {
    let found = try exported(richBook, as: .lexicoder)
    #expect(
      found.text == """
        +Price & value
        price*
        out of pocket
        Euro
        +price.fees
        fee
        fees
        f?e
        school fee*
        +place

        """)
    #expect(
      found.losses.contains(
        "not carried over: places and names of codes below others; their ids stand instead (1)"))
  }
}

struct QuantedaFormatTests {
  @Test func `keys with keys below them become codes below codes`() throws {
    let found = try imported(
      """
      # a dictionary
      A CATEGORY: [more, lamb, "stamp duty", 1984, no]
      AFRICA:
        EAST:
          'BI': [Burundi, Burundian*, =x, ~y, "@z"]
          NO: Norway
        __: [africa*]
      MIXED: [a, {SUB: [b]}, c]
      EMPTY:
      """, as: .quanteda)
    #expect(
      found.book == """
          - code: A_CATEGORY
            rules:
              - any: [more, lamb, stamp duty, 1984, no]
          - code: AFRICA
            rules:
              - any: [africa*]
            codes:
              - code: EAST
                codes:
                  - code: BI
                    rules:
                      - any: [Burundi, Burundian*, "==x", "=~y", "=@z"]
                  - code: NO
                    rules:
                      - any: [Norway]
          - code: MIXED
            rules:
              - any: [a, c]
            codes:
              - code: SUB
                rules:
                  - any: [b]
          - code: EMPTY

        """)
  }

  @Test func `keys that look alike as codes stay apart, and keep their words as names`() throws {
    let found = try imported("\"a b\": [x]\na_b: [y]\n\"a.b\": [z]\n\"…\": [q]\n", as: .quanteda)
    #expect(
      found.book == """
          - code: a_b
            rules:
              - any: [x]
          - code: a_b_2
            name: a_b
            rules:
              - any: [y]
          - code: a_b_3
            name: a.b
            rules:
              - any: [z]
          - code: code
            name: "…"
            rules:
              - any: [q]

        """)
  }

  @Test func `a codebook is written as keys and words`() throws {
    let found = try exported(richBook, as: .quanteda)
    #expect(
      found.text
        == """
        Price & value:
          __: [price*, out of pocket, Euro]
          fees: [fee, fees, "f?e", school fee*]
        place: []

        """)
  }

  @Test func `what YAML 1.1 takes for no text is written in quotes`() throws {
    let found = try exported(
      """
      leitmotif: codebook/1
      codebook: t
      codes:
        - {code: "NO", rules: [any: [Norway, "no", "Yes", "1.0", "on", nobody, 9/11]]}

      """, as: .quanteda)
    #expect(found.text == "\"NO\": [Norway, \"no\", \"Yes\", \"1.0\", \"on\", nobody, \"9/11\"]\n")
  }

  @Test func `what is no dictionary is refused`() {
    #expect(
      problems(of: "[a, b]", as: .quanteda) == [
        "1: a dictionary is a mapping of keys to words, not a list [wrong-type]"
      ])
    #expect(
      problems(of: richBook, as: .quanteda) == [
        "1: the file is a codebook of Leitmotif already [already-codebook]"
      ])
  }
}

struct CSVFormatTests {
  @Test func `a row is a code and one of its words`() throws {
    let found = try imported(
      "\"\",\"category\",\"word\",\"mean_rating\"\n1,deadline,boss,7.3\n2,deadline,\"clock time\",8.5\n3,fear.old,anxi*,9\n4,,lost,1\n",
      as: .csv)
    #expect(
      found.book == """
          - code: deadline
            rules:
              - any: [boss, clock time]
          - code: fear
            codes:
              - code: old
                rules:
                  - any: [anxi*]

        """)
    #expect(
      found.losses == [
        "not carried over: rows without a code (1)",
        "not carried over: a column without a name (1)",
        "not carried over: the column 'mean_rating' (1)",
      ])
    #expect(
      problems(of: "word\nx\n", as: .csv) == [
        "1: no column says which code a row is about [missing-column]"
      ])
  }

  @Test func `a codebook's table reads as its codes and words`() throws {
    let table = try exported(richBook, as: .csv)
    #expect(
      table.text == """
        code,name,definition,include,exclude,memo,pattern
        price,Price & value,Money as a reason.,"Fees, ""lost"" pay.",Wages <of staff>.,Split in March.,price*
        price,Price & value,Money as a reason.,"Fees, ""lost"" pay.",Wages <of staff>.,Split in March.,out of pocket
        price,Price & value,Money as a reason.,"Fees, ""lost"" pay.",Wages <of staff>.,Split in March.,Euro
        price.fees,fees,,,,,fee
        price.fees,fees,,,,,fees
        price.fees,fees,,,,,f?e
        price.fees,fees,,,,,school fee*
        place,place,,,,,

        """)
    let book = try imported(table.text, as: .csv)
    #expect(
      book.book == """
          - code: price
            name: Price & value
            definition: Money as a reason.
            include: Fees, "lost" pay.
            exclude: Wages <of staff>.
            memo: Split in March.
            rules:
              - any: [price*, out of pocket, Euro]
            codes:
              - code: fees
                rules:
                  - any: [fee, fees, f?e, school fee*]
          - code: place

        """)
    #expect(book.losses == [])
  }
}

struct MarkdownFormatTests {
  @Test func `a codebook is a page to read`() throws {
    let page = try exported(richBook, as: .markdown).text
    #expect(
      page == """
        # meals

        Language: en

        ## Price & value

        `price`, uid `1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f001`

        Money as a reason.

        **Include:** Fees, "lost" pay.

        **Exclude:** Wages \\<of staff\\>.

        **Memo:** Split in March.

        | attribute | values | default |
        | --- | --- | --- |
        | view | high, fair | high |

        | rule | finds |
        | --- | --- |
        | any | `@money`, `=Euro`, `~pay`; with a cue of *negation*: view: fair |
        | query | `free NEAR/3 (meal OR lunch) AND NOT "free time"`; sets view: fair |

        | example | coded |
        | --- | --- |
        | The price \\| is high. | yes, view: high |
        | I like it. | no |

        ### fees

        `price.fees`

        | attribute | values | default |
        | --- | --- | --- |
        | view | high, fair | high |

        | rule | finds |
        | --- | --- |
        | any | `fee`, `fees`, `f?e`, `school fee*` |

        ## place

        `place`

        ## Word lists

        **@money**: `price*`, `out of pocket`

        ## Cues

        **negation**, reach 6:

        - forward: `not`

        """)
    #expect(
      problems(of: page, as: .markdown) == [
        "0: a codebook in Markdown is written, not read [unreadable-format]"
      ])
  }

  @Test func `a page holds all that a codebook says`() throws {
    let found = try exported(
      """
      leitmotif: codebook/1
      codebook: t
      defaults: {roles: [moderator, participant], fold: [case]}
      cues:
        negation:
          forward: [not]
          backward: [no way]
          pseudo: [not only]
          stop: [but, ";"]
          reach: 4
      codes:
        - code: a
          uid: one
          leads_to: [b]
          rules:
            - {id: words, any: [x], scope: turn, overlap: all}
            - {all: [y, z], evidence: sentence}
          examples:
            - {text: No x., expect: {}, span: x, rule: words, role: moderator, why: "No cue, is it?"}
        - code: b
      migrations:
        - {split: q, to: [a, b], uid: [one, two]}
        - {retire: r}

      """, as: .markdown)
    #expect(
      found.text == """
        # t

        All rules: roles: participant, moderator; fold: case

        ## a

        `a`, uid `one`

        Leads to `b`

        | rule | finds |
        | --- | --- |
        | words | `x`; scope: turn; overlap: all |
        | all | all of: `y`, `z`; evidence: sentence |

        | example | coded |
        | --- | --- |
        | No x. | yes, span: x, rule: words, role: moderator, why: No cue, is it? |

        ## b

        `b`

        ## Cues

        **negation**, reach 4:

        - forward: `not`
        - backward: `no way`
        - pseudo: `not only`
        - stop: `but`, `;`

        ## History

        - split `q` to `a` (uid `one`), `b` (uid `two`)
        - retire `r`

        """)
    #expect(found.losses == [])
  }
}
