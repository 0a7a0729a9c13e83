#!/usr/bin/env python3
"""Publishing held to its promise under every fault: `python3 tests/hostile/publish_faults.py [KILLS]`.

1 kill -9 at 200 random moments of publishing, 2 kill -9 before every single file call of publishing, 3 every writing call failing
with "disk full", 4 a real small disk (tmpfs), where mounting is allowed. Each time: one complete pack exists whose receipt verifies
(the old or the new one), the next run repairs and leaves nothing beside it; a run that fails exits with 4 and says what to do.
Then a read-only folder, two runs into one folder, and a workbook open in Excel. Needs a C compiler for 2 and 3."""
import collections, errno, glob, os, random, shutil, signal, subprocess, sys, tempfile, time
import drive

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
top = tempfile.mkdtemp(prefix="steerpack-publish-")
bad = []
JIRA = (drive.ROOT / "samples/harbour/Jira TOS all fields.csv").read_bytes()
for name, data in (("a", JIRA), ("b", JIRA.replace(b"In Progress", b"Done"))):
    os.makedirs(f"{top}/{name}")
    open(f"{top}/{name}/jira.csv", "wb").write(data)
out = f"{top}/pack"


def start(which, **more):
    env = {**os.environ, "NO_COLOR": "1", **more}
    return subprocess.Popen([drive.EXE, "run", f"{top}/{which}", "--out", out, "--as-of", "2026-03-31", "--quiet"], env=env,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(p):
    words = p.communicate()[0].decode(errors="replace")
    return p.returncode, words


def verifies(folder):
    return os.path.isdir(folder) and subprocess.run([drive.EXE, "verify", folder], capture_output=True).returncode == 0


def beside():
    return sorted(n for n in os.listdir(top) if n.startswith(("pack.", ".pack")))


def whole_after(what):
    """After a fault: a complete pack is there; gives which place it stands in."""
    if verifies(out):
        return "in place"
    if os.path.exists(out):
        bad.append(f"{what}: the output folder is there and does not verify")
        return "broken"
    if any(verifies(p) for p in glob.glob(out + ".old-*")):
        return "aside"
    bad.append(f"{what}: no complete pack exists ({beside()})")
    return "broken"


def repaired(what, which):
    code, words = finish(start(which))
    if code != 0 or not verifies(out) or beside():
        bad.append(f"{what}: the next run did not put it right: exit {code}, beside it {beside()}: {words}")


assert finish(start("a"))[0] == 0 and verifies(out) and not beside()


def publishing(p):
    """Waits until the pack begins to be built."""
    while p.poll() is None and not glob.glob(out + ".tmp-*"):
        pass
    return time.monotonic()


def how_long():
    p = start("b")
    begun = publishing(p)
    finish(p)
    return time.monotonic() - begun


length = sorted(how_long() for _ in range(5))[2]
r = random.Random("steerpack publishing")
count = collections.Counter()
for n in range(KILLS):
    which = "ab"[n % 2]
    p = start(which)
    begun = publishing(p)
    # up to the median length of publishing and a little beyond, so that its last steps are met too
    until = begun + r.random() * length * 1.15
    while time.monotonic() < until and p.poll() is None:
        pass
    p.send_signal(signal.SIGKILL)
    code, _ = finish(p)
    count["finished first" if code == 0 else "killed, pack " + whole_after(f"kill {n}")] += 1
    if n % 4 == 3:
        repaired(f"kill {n}", which)
repaired("the last kill", "a")
print(f"kill -9 at {KILLS} random moments of publishing (which takes {length * 1000:.0f} ms): {dict(count)}", flush=True)

shim = f"{top}/fault.so"
built = subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", shim, str(drive.ROOT / "tests/hostile/fault.c"), "-ldl"]).returncode == 0
if built:
    def calls_of(which):
        finish(start(which, LD_PRELOAD=shim, FAULT_COUNT=f"{top}/count"))
        return int(open(f"{top}/count").read())
    calls = calls_of("a")
    count = collections.Counter()
    for n in range(1, calls + 1):
        code, _ = finish(start("b", LD_PRELOAD=shim, FAULT="kill", FAULT_AT=str(n)))
        count["finished" if code == 0 else "killed, pack " + whole_after(f"kill before call {n}")] += 1
        repaired(f"kill before call {n}", "a")
    print(f"kill -9 before each of the {calls} file calls of publishing: {dict(count)}", flush=True)
    for stays in ("", "1"):
        count = collections.Counter()
        for n in range(1, calls + 1):
            fault = {"FAULT": str(errno.ENOSPC), "FAULT_AT": str(n), "LD_PRELOAD": shim, **({"FAULT_STAYS": "1"} if stays else {})}
            before = open(out + "/receipt.json", "rb").read()
            code, words = finish(start("b", **fault))
            count[f"exit {code}"] += 1
            where = whole_after(f"disk full at call {n}")
            if code not in (0, 4) or (code == 4 and ("the disk is full; make room" not in words or where == "in place" and open(out + "/receipt.json", "rb").read() != before)):
                bad.append(f"disk full at call {n}: exit {code}, pack {where}: {words}")
            # a disk on which not even the way back can be gone leaves the old pack aside, for the next run to put back
            if code == 4 and where == "in place" and [b for b in beside() if ".old-" in b]:
                bad.append(f"disk full at call {n}: {beside()} is left")
            repaired(f"disk full at call {n}", "a")
        print(f"disk full {'from' if stays else 'at'} each of the {calls} file calls{' on' if stays else ' alone'}: {dict(count)}", flush=True)
else:
    print("no C compiler: the faults at every call were not run")

disk = f"{top}/disk"
os.makedirs(disk)
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True).returncode == 0:
    try:
        count, kept, out = collections.Counter(), out, f"{disk}/pack"
        first = None
        for room in range(0, 400, 8):
            open(f"{disk}/ballast", "wb").write(b"\0" * 0)
            shutil.rmtree(out, ignore_errors=True)
            code, words = finish(start("a"))
            if code != 0:
                first = words
                break
            free = os.statvfs(disk)
            spare = free.f_bavail * free.f_frsize - room * 1024
            if spare < 0:
                break
            open(f"{disk}/ballast", "wb").write(b"\0" * spare)
            before = open(out + "/receipt.json", "rb").read()
            code, words = finish(start("b"))
            count[f"exit {code}"] += 1
            if not verifies(out) or code not in (0, 4) or (code == 4 and (open(out + "/receipt.json", "rb").read() != before or "full" not in words)):
                bad.append(f"small disk with {room} kB left: exit {code}: {words}")
            left = [n for n in os.listdir(disk) if n not in ("pack", "ballast")]
            if left:
                bad.append(f"small disk with {room} kB left: {left} is left behind")
            os.truncate(f"{disk}/ballast", 0)
        print(f"a tmpfs of 400 kB with 0 to {room} kB left: {dict(count)}" + (f"; not tried further: {first}" if first else ""), flush=True)
        if words := next((w for w in [words] if "full" in w), None):
            print("  said:", words.strip())
        out = kept
    finally:
        subprocess.run(["umount", "-l", disk])
else:
    print("mounting a small disk is refused here: the full disk is only what the shim makes of it")

# a folder that cannot be written to, as a user who is not root where that is possible
closed = f"{top}/closed"
os.makedirs(closed)
as_nobody = {}
if os.geteuid() == 0:
    os.chmod(top, 0o755)
    as_nobody = {"user": 65534, "group": 65534, "extra_groups": []}
os.chmod(closed, 0o555)
p = subprocess.run([drive.EXE, "run", f"{top}/a", "--out", f"{closed}/pack", "--as-of", "2026-03-31", "-q"], capture_output=True, text=True, **as_nobody)
print(f"read-only folder: exit {p.returncode}: {p.stderr.strip()}")
if p.returncode != 4 or "choose another `--out`" not in p.stderr or os.listdir(closed):
    bad.append("read-only folder: " + p.stderr)

# two runs into one folder: one publishes, the other waits or is told; both end, the pack is whole
count = collections.Counter()
for n in range(20):
    pair = [start("a"), start("b")]
    for code, words in map(finish, pair):
        count[f"exit {code}"] += 1
        if code not in (0, 4) or (code == 4 and "another run of steerpack is writing here" not in words):
            bad.append(f"two runs: exit {code}: {words}")
    whole_after("two runs")
print(f"20 times two runs into one folder: {dict(count)}")

open(out + "/~$a.xlsx", "w").write("x")
before = open(out + "/receipt.json", "rb").read()
code, words = finish(start("b"))
print(f"workbook open in Excel: exit {code}: {words.strip()}")
if code != 4 or "close it" not in words or open(out + "/receipt.json", "rb").read() != before:
    bad.append("open workbook: " + words)

shutil.rmtree(top, ignore_errors=True)
for line in bad:
    print("broken:", line)
print(f"{len(bad)} broken")
sys.exit(bool(bad))
