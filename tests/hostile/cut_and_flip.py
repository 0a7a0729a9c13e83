#!/usr/bin/env python3
"""The five largest samples cut at 20 points and with one byte flipped, 1,000 times: a pack or a named finding; never a panic,
never over 512 MiB or 10 s, never fewer rows than the whole file has without a word.
`python3 tests/hostile/cut_and_flip.py [FLIPS]`.

A text that is cut where a record ends is a whole, shorter text: nothing in it announces the rest. Such cuts are counted apart."""
import collections, os, random, shutil, sys
import drive

FLIPS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
files = sorted((p for base in ("samples", "tests/data/exports") for p in (drive.ROOT / base).rglob("*")
                if p.suffix in (".csv", ".xlsx", ".xls", ".zip", ".html")), key=lambda p: (-p.stat().st_size, str(p)))[:5]
folder = drive.workdir()
bad = []
print(f"{'file':42} {'what':6} {'tries':>5} {'as whole':>8} {'told':>5} {'refused':>7} {'at a record end':>15} {'slowest s':>9} {'most MiB':>8}")
try:
    for file in files:
        data = file.read_bytes()
        path = os.path.join(folder, file.name)
        open(path, "wb").write(data)
        whole = drive.run(path, folder)
        assert whole.code == 0, whole.words
        r = random.Random(file.name)
        cuts = [data[: len(data) * n // 21] for n in range(1, 21)]

        def flipped():
            b = bytearray(data)
            b[r.randrange(len(b))] ^= 1 << r.randrange(8)
            return bytes(b)

        for what, tries in (("cut", cuts), ("flip", (flipped() for _ in range(FLIPS)))):
            count, slow, most, n = collections.Counter(), 0.0, 0, 0
            for n, bytes_ in enumerate(tries, 1):
                open(path, "wb").write(bytes_)
                o = drive.run(path, folder)
                slow, most = max(slow, o.cpu), max(most, o.memory)
                fewer = o.kind() == "read" and o.rows < whole.rows
                told = bool(o.said - whole.said)
                at_end = what == "cut" and file.suffix == ".csv" and bytes_.endswith((b"\n", b"\r"))
                count["refused" if o.kind() == "refused" else "told" if told else "end" if at_end else "whole"] += 1
                why = o.broken() or (f"{whole.rows - o.rows} rows fewer without a word" if fewer and not told and not at_end else None)
                if why:
                    bad.append(f"{file.name} {what} {n}: {why}")
                    keep = os.environ.get("KEEP")
                    if keep:
                        open(os.path.join(keep, f"{what}-{n}-{file.name}"), "wb").write(bytes_)
            print(f"{file.name[:42]:42} {what:6} {n:5} {count['whole']:8} {count['told']:5} {count['refused']:7} {count['end']:15} {slow:9.2f} {most >> 20:8}", flush=True)
finally:
    shutil.rmtree(folder, ignore_errors=True)
for line in bad:
    print("broken:", line)
print(f"{len(bad)} broken")
sys.exit(bool(bad))
