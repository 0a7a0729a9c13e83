"""A small binary workbook (xlsb), record by record: no program at hand writes one."""
import io, struct, zipfile

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind, payload=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0xFF, kind >> 8])
    n, size = len(payload), b""
    while True:
        size += bytes([n & 0x7F | (0x80 if n > 0x7F else 0)])
        n >>= 7
        if not n:
            return head + size + payload


def wide(text):
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def sheet(rows, strings):
    width = max((len(r) for r in rows), default=1)
    out = record(0x0181) + record(0x0194, struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, width - 1)) + record(0x0191)
    for r, row in enumerate(rows):
        out += record(0x00, struct.pack("<IIHHBI", r, 0, 300, 0, 0, 0))
        for c, value in enumerate(row):
            head = struct.pack("<II", c, 0)
            if isinstance(value, str):
                out += record(0x07, head + struct.pack("<I", strings.setdefault(value, len(strings))))
            elif value is not None:
                out += record(0x05, head + struct.pack("<d", value))
    return out + record(0x0192) + record(0x0182)


def workbook(tables):
    """{sheet name: rows of text, numbers and None} as bytes."""
    strings, parts = {}, {}
    for n, (name, rows) in enumerate(tables.items(), 1):
        parts[f"xl/worksheets/sheet{n}.bin"] = sheet(rows, strings)
    bundle = b"".join(record(0x019C, struct.pack("<II", 0, n) + wide(f"rId{n}") + wide(name)) for n, name in enumerate(tables, 1))
    parts["xl/workbook.bin"] = record(0x0183) + record(0x0199, struct.pack("<II", 0, 0) + wide("")) + record(0x018F) + bundle + record(0x0190) + record(0x0184)
    items = b"".join(record(0x13, b"\0" + wide(text)) for text in strings)
    parts["xl/sharedStrings.bin"] = record(0x019F, struct.pack("<II", len(strings), len(strings))) + items + record(0x01A0)
    parts["xl/styles.bin"] = record(0x0296) + record(0x04E9, struct.pack("<I", 1)) + record(0x2F, b"\0" * 16) + record(0x04EA) + record(0x0297)
    rels = "".join(f'<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.bin"/>' for n in range(1, len(tables) + 1))
    rels += f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.bin"/><Relationship Id="rIdY" Type="{REL}/styles" Target="styles.bin"/>'
    ns = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    parts["xl/_rels/workbook.bin.rels"] = f"<Relationships {ns}>{rels}</Relationships>".encode()
    parts["_rels/.rels"] = f'<Relationships {ns}><Relationship Id="a" Type="{REL}/officeDocument" Target="xl/workbook.bin"/></Relationships>'.encode()
    overrides = '<Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    parts["[Content_Types].xml"] = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/octet-stream"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'.encode()
    return packed(parts)


def packed(parts):
    """Parts as a zip container with right checksums; the content types first, as programs write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name in sorted(parts, key=lambda n: (n not in ("[Content_Types].xml", "mimetype"), n)):
            z.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()
