#!/usr/bin/env python3
"""Binary workbooks as files through the reader child: 2,000 mutations of each kind (xls, xlsb, ods), every outcome a pack or a
finding. `python3 tests/hostile/mutate_binary.py [TRIES]`; needs LibreOffice for the good xls and ods.

Half of the mutations of the zip kinds are made inside their parts, which are packed again with right checksums: otherwise the
checksum would stop them all."""
import collections, csv, io, os, random, shutil, sys, zipfile
import drive, xlsb

TRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000


def good(folder):
    """A good file of each kind: several, of different makers."""
    sample = drive.ROOT / "samples/harbour/aha_list_features_261102081502.csv"
    rows = list(csv.reader(open(sample, encoding="utf-8-sig")))

    def value(text):
        try:
            return float(text)
        except ValueError:
            return text or None

    book = xlsb.workbook({"Features": [[value(c) for c in r] for r in rows], "Notes": [["a", 1.0]]})
    plan = drive.ROOT / "samples/harbour/Quay wall.xlsx"
    return {
        "xls": [open(drive.convert(plan, "xls", folder), "rb").read(), open(drive.convert(sample, "xls", folder), "rb").read()],
        "xlsb": [book],
        "ods": [open(drive.convert(plan, "ods", folder), "rb").read(), open(drive.convert(sample, "ods", folder), "rb").read()],
    }


def scrambled(data, r):
    """A few flips, overwritten numbers, doubled, moved or dropped stretches, or a cut."""
    data = bytearray(data)
    for _ in range(r.choice((1, 1, 2, 4, 16))):
        if not data:
            break
        at = r.randrange(len(data))
        match r.randrange(7):
            case 0 | 1:
                data[at] ^= 1 << r.randrange(8)
            case 2:
                data[at : at + 4] = r.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80", r.randbytes(4)))
            case 3:
                n = r.randrange(1, 600)
                data[at:at] = data[at : at + n]
            case 4:
                del data[at : at + r.randrange(1, 600)]
            case 5:
                data[at : at + 2] = r.randrange(65536).to_bytes(2, "little")
            case 6 if r.random() < 0.2:
                del data[at:]
    return bytes(data)


def mutated(data, r):
    if data[:2] != b"PK" or r.random() < 0.3:
        return scrambled(data, r)
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        parts = {n: z.read(n) for n in z.namelist() if not n.endswith("/")}
    inner = [n for n in parts if n.endswith((".bin", "content.xml", "styles.xml"))]
    name = r.choice(inner or list(parts))
    parts[name] = scrambled(parts[name], r)
    return xlsb.packed(parts)


folder = drive.workdir()
bad = []
print(f"{'kind':5} {'tries':>6} {'read':>6} {'fewer cells':>12} {'refused':>8} {'slowest s':>10} {'most MiB':>9}")
try:
    for kind, files in good(folder).items():
        r = random.Random(f"steerpack {kind}")
        full = []
        for data in files:
            path = os.path.join(folder, f"good.{kind}")
            open(path, "wb").write(data)
            full.append(drive.run(path, folder))
            assert full[-1].code == 0 and full[-1].cells > 100, (kind, full[-1].words)
        count, fewer, slow, most = collections.Counter(), 0, 0.0, 0
        for n in range(TRIES):
            which = n % len(files)
            path = os.path.join(folder, f"mutated.{kind}")
            data = mutated(files[which], r)
            open(path, "wb").write(data)
            o = drive.run(path, folder)
            count[o.kind()] += 1
            slow, most = max(slow, o.cpu), max(most, o.memory)
            fewer += o.kind() == "read" and o.cells < full[which].cells
            if o.broken():
                bad.append(f"{kind} {n}: {o.broken()}")
                keep = os.environ.get("KEEP")
                if keep:
                    open(os.path.join(keep, f"{kind}-{n}.{kind}"), "wb").write(data)
        print(f"{kind:5} {TRIES:6} {count['read']:6} {fewer:12} {count['refused']:8} {slow:10.2f} {most >> 20:9}", flush=True)
finally:
    shutil.rmtree(folder, ignore_errors=True)
for line in bad:
    print("broken:", line)
print(f"{len(bad)} broken")
sys.exit(bool(bad))
