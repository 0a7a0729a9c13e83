"""What the scripts in this folder share: one file through the whole program, seen from outside.

Every script takes the program as STEERPACK (default: target/release/steerpack) and prints its figures; exit 1 where the promise
was broken."""
import json, os, pathlib, random, resource, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXE = os.environ.get("STEERPACK", str(ROOT / "target/release/steerpack"))
MEMORY, SECONDS = 512 << 20, 10.0
SHM = "/dev/shm" if os.path.isdir("/dev/shm") else None


class Outcome:
    """What a run over one file gave."""

    def __init__(self, code, seconds, cpu, memory, words, rows, cells, refused, said):
        # on a machine that others use too, the clock tells of them: what is held to the bound is the time of the processors
        self.code, self.seconds, self.cpu, self.memory, self.words = code, seconds, cpu, memory, words
        self.rows, self.cells, self.refused, self.said = rows, cells, refused, said

    def kind(self):
        if self.code == 3:
            return "refused"
        return "refused" if self.refused else "read"

    def broken(self):
        """Why the promise is broken, `None` where it holds."""
        if self.code not in (0, 3):
            return f"exit code {self.code}: {self.words[-300:]}"
        if "panicked" in self.words or "RUST_BACKTRACE" in self.words:
            return f"a panic is told: {self.words[-300:]}"
        if self.code == 3 and "error" not in self.words:
            return "refused without a word"
        if self.memory > MEMORY:
            return f"{self.memory >> 20} MiB"
        if self.cpu > SECONDS:
            return f"{self.cpu:.1f} s"
        return None


def run(path, folder, extra=()):
    """Runs the program on one path, the pack in `folder`/out."""
    out = os.path.join(folder, "out")
    shutil.rmtree(out, ignore_errors=True)
    log = os.path.join(folder, "log")
    start = time.monotonic()
    with open(log, "wb") as err:
        p = subprocess.Popen([EXE, "run", path, "--out", out, "--as-of", "2026-03-31", "--quiet", *extra], stdout=err, stderr=err)
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    words = open(log, errors="replace").read()
    rows = cells = 0
    refused, said = None, set()
    if p.returncode == 0:
        receipt = json.load(open(os.path.join(out, "receipt.json")))
        for line in receipt["inputs"]:
            rows, cells = rows + line["rows_in_file"], cells + line["cells_in_file"]
            refused = refused or line["refused"]
        said = {(f["check"], f["message"]) for f in json.load(open(os.path.join(out, "program.json")))["findings"]}
    # ru_maxrss is the largest of the program and of the reader child it waited for
    return Outcome(p.returncode, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, words, rows, cells, refused, said)


def workdir():
    return tempfile.mkdtemp(prefix="steerpack-hostile-", dir=SHM)


def convert(path, to, folder):
    """A copy in another format, by LibreOffice; a path."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to", to, "--outdir", folder, str(path)],
                   check=True, capture_output=True, timeout=300)
    return os.path.join(folder, pathlib.Path(path).stem + "." + to.split(":")[0])
