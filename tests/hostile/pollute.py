#!/usr/bin/env python3
"""Pollutions of clean CSVs after the kinds of the Pollock benchmark: every cell recovered, or the row reported. The exceptions are
printed as a table. `python3 tests/hostile/pollute.py`.

Each clean file of the project (samples/**.csv in UTF-8, comma, no oddities) is polluted in one way at a time; what the program reads
is compared with what it reads of the clean file: every text of the records in
program.json, and the findings."""
import collections, csv, io, json, os, random, re, shutil, sys
import drive


def clean():
    for path in sorted((drive.ROOT / "samples").rglob("*.csv")):
        if "faults" in path.parts:
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
        width = collections.Counter(map(len, rows)).most_common(1)[0][0]
        if 5 < len(rows) < 400 and all(len(r) == width for r in rows) and width > 2:
            yield path, rows


def dump(rows, delimiter=",", quote='"', end="\r\n", escape=None, every=False):
    out = io.StringIO(newline="")
    w = csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator=end, doublequote=escape is None, escapechar=escape,
                   quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL)
    w.writerows(rows)
    return out.getvalue()


def with_row(rows, n, make):
    """The text with row `n` made by hand."""
    lines = [dump([r]) for r in rows]
    lines[n] = make(lines[n], rows[n])
    return "".join(lines)


def pollutions(rows, r):
    """Name of the kind, the text, the row that must be reported where cells are lost (or None: nothing may be lost)."""
    n = r.randrange(1, len(rows))
    text = dump(rows)
    yield "no newline at the end", text.rstrip("\r\n"), None
    yield "two newlines at the end", text + "\r\n", None
    yield "LF ends", dump(rows, end="\n"), None
    yield "CR ends", dump(rows, end="\r"), None
    yield "one row ends with LF", with_row(rows, n, lambda l, _: l[:-2] + "\n"), None
    yield "semicolons", dump(rows, ";"), None
    yield "tabs", dump(rows, "\t"), None
    yield "pipes", dump(rows, "|"), None
    yield "every field quoted", dump(rows, every=True), None
    yield "single quotes as quotes", dump(rows, quote="'", every=True), None
    yield "backslash escapes", dump(rows, escape="\\", every=True), None
    yield "delimiter comma and blank", "".join(", ".join('"%s"' % c.replace('"', '""') for c in row) + "\r\n" for row in rows), None
    yield "UTF-8 with BOM", "\ufeff" + text, None
    yield "preamble of two lines", "Export of the program\r\nmade on 2 March 2026\r\n" + text, None
    yield "blank line in the middle", "".join(dump([row]) + ("\r\n" if i == n else "") for i, row in enumerate(rows)), None
    yield "one row a delimiter more at its end", with_row(rows, n, lambda l, _: l[:-2] + ",\r\n"), None
    yield "one row a field more", with_row(rows, n, lambda l, _: l[:-2] + ",surplus\r\n"), n
    yield "one row a delimiter less", with_row(rows, n, lambda l, row: dump([row[:1] + row[2:]])), n
    yield "one row cut in two", with_row(rows, n, lambda l, row: dump([row[: len(row) // 2]]) + dump([row[len(row) // 2 :]])), n
    yield "one cell with a stray quote", with_row(rows, n, lambda l, row: dump([row[:1]])[:-2] + ',"a"b,' + dump([row[2:]])), n
    yield "one cell with an unclosed quote", with_row(rows, n, lambda l, row: dump([row[:1]])[:-2] + ',"open,' + dump([row[2:]])), n
    yield "one row with other delimiters", with_row(rows, n, lambda l, row: dump([row], ";")), n
    yield "header twice", dump(rows[:1]) + text, None
    yield "header again in the middle", "".join((dump(rows[:1]) if i == n else "") + dump([row]) for i, row in enumerate(rows)), None
    yield "a newline in a quoted cell", with_row(rows, n, lambda l, row: dump([[row[0], row[1] + "\nsecond line", *row[2:]]])), None
    yield "NUL in a cell", with_row(rows, n, lambda l, row: dump([[row[0], row[1] + "\0", *row[2:]]])), None


def records(folder):
    """What stands in the model: cells of records told by their values, wherever the rows moved to."""
    program = json.load(open(os.path.join(folder, "out/program.json")))
    texts = collections.Counter()

    def walk(v):
        if isinstance(v, str):
            # a reason names the line it was found on, which moves
            texts[re.sub(r":\d+:[A-Z]+$", "", v)] += 1
        elif isinstance(v, list):
            for x in v:
                walk(x)
        elif isinstance(v, dict):
            for x in v.values():
                walk(x)

    for list_ in ("tasks", "projects", "log", "benefits", "resources"):
        walk(program[list_])
    return texts


# What cannot be told from the file itself.
KNOWN = {
    ("backslash escapes", "tree.csv"): "no quote in the file is escaped, so that backslashes are escapes stands nowhere: `CORP\\\\mvita` is kept as written",
}

folder = drive.workdir()
table, exceptions, silent = {}, [], 0
try:
    for path, rows in clean():
        file = os.path.join(folder, path.name)

        def read(text, encoding="utf-8"):
            open(file, "wb").write(text.encode(encoding) if isinstance(text, str) else text)
            o = drive.run(file, folder)
            return o, records(folder) if o.code == 0 else collections.Counter()

        base, base_texts = read(dump(rows))
        if base.code != 0 or not base_texts:
            continue
        r = random.Random(path.name)
        kinds = list(pollutions(rows, r)) + [("UTF-16LE with BOM", None, None), ("windows-1252", None, None)]
        for kind, text, must in kinds:
            if kind.startswith("UTF-16"):
                o, texts = read(b"\xff\xfe" + dump(rows).encode("utf-16-le"))
            elif kind == "windows-1252":
                try:
                    o, texts = read(dump(rows), "cp1252")
                except UnicodeEncodeError:
                    continue
            else:
                o, texts = read(text)
            told = o.said - base.said
            lost, gained = base_texts - texts, texts - base_texts
            if kind == "a newline in a quoted cell":
                # the cell is another one now: its first line must be found in what it became
                lost = collections.Counter({t: n for t, n in lost.items() if not any(g.lower().startswith(t.lower()) for g in gained)})
            row = table.setdefault(kind, collections.Counter())
            row["tries"] += 1
            whole = not lost and o.kind() == "read"
            known = KNOWN.get((kind, path.name))
            row["whole" if whole else "told" if told or o.kind() == "refused" else "known" if known else "silent"] += 1
            if not whole:
                words = "; ".join(sorted({c for c, _ in told})) or o.words.strip()[:100] or known
                exceptions.append((kind, path.name, sum(lost.values()), words or "nothing said"))
            if o.broken():
                exceptions.append((kind, path.name, 0, "BROKEN " + o.broken()))
finally:
    shutil.rmtree(folder, ignore_errors=True)
print(f"{'pollution':36} {'tries':>5} {'every cell':>10} {'told':>5} {'cannot tell':>11} {'silent':>6}")
for kind, row in table.items():
    print(f"{kind:36} {row['tries']:5} {row['whole']:10} {row['told']:5} {row['known']:11} {row['silent']:6}")
print("\nexceptions: pollution | file | values not in the model as before | what is said")
for e in exceptions:
    print(" | ".join(map(str, e)))
silent = sum(row["silent"] for row in table.values())
print(f"{silent} silent")
sys.exit(bool(silent))
