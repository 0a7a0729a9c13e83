#!/usr/bin/env python3
"""The bill of materials of the shipped program (CycloneDX 1.5, JSON): `python3 .ci/sbom.py > sbom.cdx.json`, or `--check` to hold
the checked-in file to Cargo.lock.

Made of `cargo metadata --locked` and the checksums in Cargo.lock: what is linked or run while building, on any platform; what only
tests and benches use is left out. No time and no chance goes in, so the same lock file gives the same bytes."""
import hashlib, json, pathlib, subprocess, sys, tomllib, uuid

root = pathlib.Path(__file__).resolve().parent.parent
meta = json.loads(subprocess.run(["cargo", "metadata", "--locked", "--offline", "--format-version", "1"], cwd=root, check=True, capture_output=True).stdout)
lock = tomllib.loads((root / "Cargo.lock").read_text())
checksums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}
packages = {p["id"]: p for p in meta["packages"]}
nodes = {n["id"]: n for n in meta["resolve"]["nodes"]}


def used(id):
    return sorted(d["pkg"] for d in nodes[id]["deps"] if any(k["kind"] != "dev" for k in d["dep_kinds"]))


seen, todo = set(), [meta["resolve"]["root"]]
while todo:
    id = todo.pop()
    if id not in seen:
        seen.add(id)
        todo += used(id)


def purl(p):
    return f"pkg:cargo/{p['name']}@{p['version']}"


def component(p, kind):
    c = {"type": kind, "bom-ref": purl(p), "name": p["name"], "version": p["version"], "purl": purl(p)}
    if p.get("license"):
        c["licenses"] = [{"expression": p["license"].replace("/", " OR ")}]
    if digest := checksums.get((p["name"], p["version"])):
        c["hashes"] = [{"alg": "SHA-256", "content": digest}]
    return c


order = sorted((packages[i] for i in seen), key=purl)
top = packages[meta["resolve"]["root"]]
bom = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "metadata": {"component": component(top, "application")},
    "components": [component(p, "library") for p in order if p["id"] != top["id"]],
    "dependencies": [{"ref": purl(p), "dependsOn": sorted(purl(packages[d]) for d in used(p["id"]))} for p in order],
}
bom["serialNumber"] = "urn:uuid:" + str(uuid.UUID(hashlib.sha256(json.dumps(bom, sort_keys=True).encode()).hexdigest()[:32]))
text = json.dumps(bom, indent=1, sort_keys=True) + "\n"
if "--check" in sys.argv:
    same = (root / "sbom.cdx.json").read_text() == text
    print("sbom.cdx.json is as Cargo.lock states" if same else "sbom.cdx.json is out of date: python3 .ci/sbom.py > sbom.cdx.json")
    sys.exit(not same)
print(text, end="")
