"""Prints every cell of a workbook, a line each, with nothing but Python's own library."""

import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

with zipfile.ZipFile(sys.argv[1]) as archive:
    strings = []
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")):
            strings.append("".join(text.text or "" for text in item.iter(MAIN + "t")))
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    for number, sheet in enumerate(workbook.iter(MAIN + "sheet"), 1):
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        for cell in root.iter(MAIN + "c"):
            kind = cell.get("t", "n")
            value = cell.find(MAIN + "v")
            text = "".join(part.text or "" for part in cell.iter(MAIN + "t"))
            if kind == "s":
                text = strings[int(value.text)]
            elif kind == "n" and value is not None:
                text = value.text
            elif kind == "n":
                continue
            line = "\\n".join(text.splitlines())
            print(f"{sheet.get('name')}!{cell.get('r')}={'n' if kind == 'n' else 's'}:{line}")
