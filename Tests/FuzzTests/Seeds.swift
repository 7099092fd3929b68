/// Small files of every format, from which the fuzzer makes broken ones.
enum Seeds {
  static let files: [(name: String, text: String)] = [
    (
      "a.txt",
      "---\ntitle: 'A''s talk'\n---\n\nINT (0:04): How? //ROSA: Hm// So.\n\nROSA (0:09): Poor: rain.\n"
    ),
    (
      "b.md",
      "**Ada Obi:** \\[04:12\\] Hello.\n\n**Break:** \\[05:00\\]\n\n**Bo:** Hi.\n\n## More\n\nWords.\n"
    ),
    ("c.txt", "I    So?\n\nR    Moving\n     00:01:34:12  We left.   00:02:00:00\n\nI    And?\n"),
    ("d.txt", "[-00:00:00:10]\nLCC: Ten.\n_page : 8\n[00:00:01:02]\nCC:  Roger.\n     So.\n"),
    ("e.txt", "[00:43.810 --> 00:47.850]  Hello.\n[01:48.350 --> 01:54.570]  Two.\n"),
    ("f.md", "Ada  0:22  \nHi.\n\nBo  1:02:03  \nYes.\n\nAda  1:02:05  \nSo.\n"),
    ("g.txt", "问：你好\n\n答：好。\n\n问：再说\n\n答：好\n"),
    (
      "h.vtt",
      "WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:02.500 align:start\n<v.loud Ada>Hi &amp; <i>so</i></v> <v Bo>Yes <[?]>\n"
    ),
    (
      "i.srt",
      "1\n00:00:01,000 --> 00:00:02,500\nADA: {\\an8}Hi.\n\n2\n00:00:02,500 --> 00:00:03,000\n>> BO: <b>Yes.\n"
    ),
    (
      "j.ttml",
      "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body begin=\"1s\"><p begin=\"00:00:01:05\" dur=\"500ms\">Hi<br/>you</p></body></tt>"
    ),
    (
      "k.ytt",
      "<?xml version=\"1.0\"?><timedtext format=\"3\"><body><p t=\"1\" d=\"2\"><s>\u{200B}Hi</s></p></body></timedtext>"
    ),
    ("l.sbv", "0:00:00.599,0:00:04.160\nHi,\nall\n\n0:00:04.160,0:00:06.000\nYes.\n"),
    (
      "m.ass",
      "[Script Info]\n[Events]\nFormat: Start, End, Style, Name, Text\nDialogue: 0:00:01.00,0:00:02.50,Speaker00,,{\\i1}Hi\\N{\\i0}you\n"
    ),
    ("n.lrc", "[ti:Talk]\n[00:43.810]Hello.\n[00:47.85]\n[00:48.350]Two.\n"),
    (
      "o.smi",
      "<SAMI><BODY><SYNC Start=10><P Class=EN>MAN:<br>Hi &nbsp;\n<SYNC Start=20><P Class=EN>&nbsp;</BODY></SAMI>"
    ),
    ("p.tsv", "start\tend\ttext\n43810\t47850\tHello.\n"),
    ("q.json", "{\"segments\":[{\"start\":0.5,\"end\":1e1,\"text\":\" Hi\",\"speaker\":\"S\"}]}"),
    (
      "r.json",
      "{\"results\":{\"items\":[{\"type\":\"pronunciation\",\"start_time\":\"0.4\",\"end_time\":\"0.7\",\"alternatives\":[{\"content\":\"Why\"}]}],\"speaker_labels\":{\"segments\":[{\"items\":[{\"start_time\":\"0.4\",\"speaker_label\":\"spk_0\"}]}]}}}"
    ),
    (
      "r2.json",
      "{\"results\":{\"channels\":[{\"alternatives\":[{\"words\":[{\"word\":\"why\",\"punctuated_word\":\"Why?\",\"start\":0.4,\"end\":0.7,\"speaker\":0}]}]}],\"utterances\":[{\"start\":0.4,\"end\":0.7,\"transcript\":\"Why?\",\"speaker\":1}]}}"
    ),
    (
      "r3.json",
      "{\"utterances\":[{\"speaker\":\"A\",\"start\":400,\"end\":700,\"text\":\"Why?\"}],\"words\":[{\"text\":\"Why?\",\"start\":400,\"end\":700,\"speaker\":\"A\"}],\"text\":\"Why?\"}"
    ),
    (
      "r4.json",
      "{\"results\":[{\"alternatives\":[{\"transcript\":\"Why\",\"words\":[{\"word\":\"Why\",\"startTime\":\"0.400s\",\"endTime\":{\"seconds\":\"1\",\"nanos\":5},\"speakerTag\":1}]}],\"resultEndTime\":\"1s\",\"type\":\"word\",\"start_time\":0.1}]}"
    ),
    (
      "r5.json",
      "{\"results\":[{\"alternatives\":[{\"timestamps\":[[\"why\",0.4,0.7]]}]}],\"speaker_labels\":[{\"from\":0.4,\"to\":0.7,\"speaker\":1}]}"
    ),
    (
      "r6.json",
      "{\"recognizedPhrases\":[{\"offset\":\"PT1H0.4S\",\"duration\":\"PT2S\",\"offsetInTicks\":4000000,\"speaker\":1,\"nBest\":[{\"display\":\"Why?\"}]}]}"
    ),
    (
      "r7.json",
      "{\"monologues\":[{\"speaker\":0,\"elements\":[{\"type\":\"text\",\"value\":\"Why\",\"ts\":0.4,\"end_ts\":0.7},{\"type\":\"punct\",\"value\":\"?\"}]}],\"speakers\":[{\"id\":0,\"name\":\"Ada\"}]}"
    ),
    (
      "r8.json",
      "{\"transcription\":[{\"timestamps\":{\"from\":\"00:00:00,400\",\"to\":\"00:00:00,700\"},\"offsets\":{\"from\":400,\"to\":700},\"text\":\" Why?\"}]}"
    ),
    (
      "r9.json",
      "{\"retval\":{\"words\":[{\"start\":0.4,\"end\":0.7,\"word\":\"why\"}],\"segmentation\":{\"segments\":[{\"start\":0,\"duration\":1,\"speaker\":{\"@id\":\"S0\"}}]}},\"words\":[{\"name\":\"why\",\"time\":\"0.4\",\"duration\":\"0.3\"}]}"
    ),
    ("s.json", "[{\"text\":\"a\",\"start\":1,\"end\":2,\"speaker\":null}]"),
    (
      "t.xml",
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><timeline unit=\"s\"><when xml:id=\"T1\" interval=\"2\"/></timeline><u who=\"#A\" start=\"#T1\">So <vocal><desc>hm</desc></vocal>yes</u></body></text></TEI>"
    ),
    (
      "u.trs",
      "<?xml version=\"1.0\"?><!DOCTYPE Trans SYSTEM \"trans-14.dtd\"><Trans><Speakers><Speaker id=\"s1\" name=\"A\"/></Speakers><Episode><Section><Turn speaker=\"s1\" startTime=\"0\" endTime=\"2\"><Sync time=\"0\"/>hi</Turn></Section></Episode></Trans>"
    ),
    (
      "v.eaf",
      "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"a\" TIME_VALUE=\"5\"/></TIME_ORDER><TIER TIER_ID=\"A\"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"x\" TIME_SLOT_REF1=\"a\" TIME_SLOT_REF2=\"a\"><ANNOTATION_VALUE>hi</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
    ),
    ("w.cha", "@Begin\n@Participants:\tCHI Anna Child\n*CHI:\tso 3_4 .\n%mor:\tx\n@End\n"),
    (
      "x.TextGrid",
      "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2\n<exists>\n1\n\"IntervalTier\"\n\"A\"\n0\n2\n1\n0\n2\n\"hi \"\"you\"\"\"\n"
    ),
    (
      "dd.xml",
      "<talk><u><who id=\"INT\"/><from>0:01</from><p>How <note>nods</note> so?</p></u><u><from>62.5</from><seg>Good.</seg></u></talk>"
    ),
    ("y.csv", "id,answer\n1,\"So, \"\"yes\"\"\"\n2,No\n"),
    (
      "z.exb",
      "<basic-transcription><head><speakertable><speaker id=\"S0\"><abbreviation>INT</abbreviation></speaker></speakertable></head><basic-body><common-timeline><tli id=\"T0\" time=\"0\"/><tli id=\"T1\" time=\"2.1\"/></common-timeline><tier id=\"A\" speaker=\"S0\" category=\"v\" type=\"t\"><event start=\"T0\" end=\"T1\">so <ud-information attribute-name=\"x\">y</ud-information></event></tier><tier id=\"B\" speaker=\"S0\" category=\"en\" type=\"a\"><event start=\"T0\" end=\"T1\">gloss</event></tier></basic-body></basic-transcription>"
    ),
    (
      "aa.fln",
      "<folker-transcription><speakers><speaker speaker-id=\"A\"><name>Ada</name></speaker></speakers><recording path=\"p.wav\"/><timeline><timepoint timepoint-id=\"T0\" absolute-time=\"0.0\"/></timeline><contribution speaker-reference=\"A\" start-reference=\"T0\" parse-level=\"2\"><w id=\"w1\">la<lengthening/>st</w><pause duration=\"micro\"/><uncertain><w>ich</w><alternative><w>nich</w></alternative></uncertain></contribution><contribution><unparsed>ja</unparsed></contribution></folker-transcription>"
    ),
    (
      "bb.xml",
      "<text id=\"GUM_x\" title=\"Talk\" speakerList=\"#A, #B\"><head><s>\nA\tDT\ta\n</s></head><sp who=\"#A\"><s type=\"decl\">\nwords\tNNS\tword\n<incident who=\"#B\">\nyes\tUH\tyes\n</incident>\n</s></sp><sp><speaker>Bo.</speaker><s>\nno\tUH\tno\n</s></sp></text>"
    ),
    (
      "cc.rtf",
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 B;}}{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 One\\par\\pard INT: {\\f1\\'82\\'a0}\\u8217\\'92s {\\v h}{\\deleted x\\par}{\\*\\atnauthor Ada}{\\*\\annotation no}\\par\\trowd\\cellx1\\intbl ROSA\\cell So.\\cell\\row{\\pict\\bin3 {}}}\\u-10179?\\u-8704?\\par}"
    ),
  ]

  /// Small archives, as names of members with their content.
  static let archives: [(name: String, members: [String: String])] = [
    (
      "a.docx",
      [
        "[Content_Types].xml": "<Types/>",
        "word/document.xml":
          "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:t>INT: </w:t><w:tab/><w:t>So?</w:t></w:r></w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ROSA</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Yes.</w:t><w:br/></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl></w:body></w:document>",
        "word/comments.xml":
          "<w:comments xmlns:w=\"w\"><w:comment w:author=\"Ada\"><w:p><w:r><w:t>Why</w:t></w:r></w:p></w:comment></w:comments>",
      ]
    ),
    (
      "b.odt",
      [
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml":
          "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body><office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>One</text:h><text:p>INT:<text:s text:c=\"3\"/><text:tab/>So?<office:annotation><text:p>why</text:p></office:annotation></text:p><table:table><table:table-row><table:table-cell><text:p>ROSA</text:p></table:table-cell><table:table-cell><text:p>Yes.<text:line-break/></text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>",
      ]
    ),
    (
      "c.xlsx",
      [
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml":
          "<workbook xmlns:r=\"r\"><workbookPr date1904=\"0\"/><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels":
          "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        "xl/sharedStrings.xml":
          "<sst><si><t>id</t></si><si><r><t>ans</t></r><r><t>wer</t></r></si></sst>",
        "xl/styles.xml":
          "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml":
          "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45000.5</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>So, yes it is</t></is></c><c r=\"C2\" t=\"b\"><v>1</v></c></row></sheetData></worksheet>",
      ]
    ),
  ]

  /// What breaks readers.
  static let tokens: [[UInt8]] = [
    [0], [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE],
    [0xED, 0xA0, 0x80], Array("\r\n".utf8), Array("\n\n\n".utf8), Array(" --> ".utf8),
    Array("99999999999999999999".utf8), Array("-1".utf8), Array("00:00:00.000".utf8),
    Array("<v ".utf8), Array("</".utf8), Array("<!DOCTYPE a [<!ENTITY b \"c\">]>".utf8),
    Array("&b;".utf8), Array("&#x10FFFF;".utf8), Array("]]>".utf8), Array("[[[[".utf8),
    Array("\"".utf8), Array("{".utf8), Array("}".utf8), Array(":".utf8), Array("//A:".utf8),
    Array("\\'".utf8), Array("{\\*".utf8), Array("\\bin9 ".utf8), Array("\\u-1".utf8),
    Array("<!--".utf8), Array("<![CDATA[".utf8), Array("**".utf8), Array("1e999".utf8),
    Array("null".utf8), Array("\u{202E}".utf8), Array("\u{FF1A}".utf8), Array("---\n".utf8),
    Array("\\".utf8), Array("(".utf8),
  ]
}
