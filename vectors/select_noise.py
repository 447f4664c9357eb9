"""Selects, from the vectors that the crate snow ships, those of suites that the
runtime has: 25519, ChaChaPoly or AESGCM or XChaChaPoly, SHA256. Of all others it
keeps the names, so that the test can say why each was left out.

    python3 vectors/select_noise.py SNOW_0_10_0/tests/vectors

The files are written to vectors/data/, one vector a line.
"""

import hashlib
import json
import pathlib
import re
import sys

SUITE = re.compile(r"Noise_[A-Za-z0-9+]+_25519_(ChaChaPoly|AESGCM|XChaChaPoly)_SHA256$")

source = pathlib.Path(sys.argv[1])
target = pathlib.Path(__file__).parent / "data"
for name in ["cacophony", "snow", "snow-extended"]:
    text = (source / f"{name}.txt").read_bytes()
    chosen, left_out = [], []
    for vector in json.loads(text)["vectors"]:
        if SUITE.match(vector["protocol_name"]):
            chosen.append(json.dumps(vector, separators=(",", ":")))
        else:
            left_out.append(vector["protocol_name"])
    head = {
        "about": f"tests/vectors/{name}.txt of the crate snow 0.10.0 (Apache-2.0 OR MIT), a selection",
        "command": "python3 vectors/select_noise.py SNOW_0_10_0/tests/vectors",
        "sha256_of_the_whole": hashlib.sha256(text).hexdigest(),
        "left_out": left_out,
    }
    start = json.dumps(head, indent=1)[:-2]
    body = ",\n".join(chosen)
    (target / f"noise-{name}.json").write_text(f'{start},\n "vectors": [\n{body}\n]}}\n')
