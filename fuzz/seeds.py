#!/usr/bin/env python3
"""Seeds for the fuzz targets, made from samples/ and tests/data/: `python3 fuzz/seeds.py` fills fuzz/corpus/<target>/.

Nothing here is checked in: the same files give the same seeds."""
import csv, hashlib, io, pathlib, zipfile

root = pathlib.Path(__file__).resolve().parent.parent
corpus = root / "fuzz" / "corpus"
MOST = 16_000


def put(target, data):
    if isinstance(data, str):
        data = data.encode()
    data = data[:MOST]
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


files = sorted(p for base in ("samples", "tests/data") for p in (root / base).rglob("*") if p.is_file())
columns = []
for path in files:
    if path.suffix in (".rs", ".md", ".toml") or "generate" in path.parts:
        continue
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        if len(data) < 60_000:
            folder = corpus / "preflight"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
        try:
            with zipfile.ZipFile(path) as z:
                for info in z.infolist():
                    if info.filename.endswith(".xml") and ("sheet" in info.filename or "content" in info.filename) and info.file_size < 1 << 20:
                        xml = z.read(info)
                        put("sheet_xml", xml)
                        put("sheet_xml", xml[-3000:])
        except Exception:
            pass
    elif b"<table" in data[:4000].lower() or b"<html" in data[:4000].lower():
        put("html", data)
        put("html", data[:2000])
    elif path.suffix in (".csv", ".tsv", ".txt", ".xls"):
        put("delimited", data)
        put("delimited", data[:1500])
        try:
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")[:200_000])))
        except Exception:
            continue
        if len(rows) > 2:
            for n in range(len(rows[0])):
                column = [r[n] for r in rows[1:25] if n < len(r) and r[n]]
                if column:
                    columns.append("\n".join(column))
for column in columns:
    put("values", column)
    if any(w in column for w in ("FS", "SS", "FF", "+", "-")):
        put("predecessors", column.replace("\n", "\x01"))
for cell in ["3FS-2,5d", "6,7", "5SS+1d", "1 - 15", "plan.mpp\\12", "P000-T00003-1d", "12FS+3 days;14SS", "A-1, A-2\x01A-1", "7EA+2t", "[1, 2]",
             "see row 4", "3-4", "1.2.3FF-50%", "2FS+1ed"]:
    put("predecessors", cell)
for text in ["2026-03-31\n31.03.26\n3/31/2026", "KW 12\n2026-W05", "1.234,5\n1,234.5", "Müller, Jörg; Ada", "25% Complete\n2/5", "3d 4h\n1w",
             "12 d\n2 mons?\n3 ew", "€ 1.2m\n-5%\n(300)", "Mon 3/2/26\n2 Mär 2026", "1767225600000"]:
    put("values", text)
for template in sorted((root / "templates").glob("*.j2")):
    put("templates", template.read_bytes())
for text in ["{{ name }}\0", "{% for x in list %}{{ x }}{% endfor %}\0", "{{ slip|days }}\0<b>@x www.a.b http://c [d](e)", "| a | b |\x01`c`\x01\\",
             "{% include 'program.md.j2' %}\0", "{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}\0", "{{ name[::-1]|upper }}\0![i](j)", "1. x\n# y\n> z\n- w\n---\n&amp; ~~s~~"]:
    put("templates", text)
words = {
    "sheet_xml": ["<c r=\\\"", "<row r=\\\"", "<v>", "</v>", "<f>", "t=\\\"s\\\"", "<mergeCell ref=\\\"A1:B2\\\"/>", "<!--", "-->", "<![CDATA[", "]]>", "hidden=\\\"1\\\"", "</c>", "<x:c ", "outlineLevel=\\\"3\\\""],
    "html": ["<table>", "</table>", "<tr>", "<td>", "<th ", "colspan=\\\"1000\\\"", "rowspan=\\\"1000\\\"", "<!--", "-->", "<script>", "</script>", "&amp;", "&#x41;", "<br>", "<title>", "<x:Name>", "class=\\\""],
    "delimited": ["sep=;", "\\\"", "\\\"\\\"", "\\x0d\\x0a", "\\x0d", ";", "\\x09", "\\xEF\\xBB\\xBF", "\\xFF\\xFE", "\\x00", "|"],
    "preflight": ["PK\\x01\\x02", "PK\\x03\\x04", "PK\\x05\\x06", "PK\\x06\\x06", "PK\\x06\\x07", "[Content_Types].xml", "xl/workbook.xml", "\\xff\\xff\\xff\\xff"],
    "templates": ["{{", "}}", "{%", "%}", "for x in ", "endfor", "if ", "endif", "macro", "include", "block", "|", "range(", "name", "list", "set ", "`", "~~", "](", "![", "www.", "http://", "@", "&lt;", "$"],
}
for target, list_ in words.items():
    (corpus / f"{target}.dict").write_text("".join(f'"{w}"\n' for w in list_))
print({p.name: len(list(p.iterdir())) for p in sorted(corpus.iterdir()) if p.is_dir()})
