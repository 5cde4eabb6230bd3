"""Turn public event-coding tables into the reference tables of the lexicon.

    python training/phoenix.py actors DICTIONARIES OUT.tsv.gz
    python training/phoenix.py cameo CAMEO2PLOVER.txt GOLDSTEIN.csv OUT.tsv

DICTIONARIES is a checkout of openeventdata/Dictionaries (MIT); CAMEO2PLOVER.txt stands in
openeventdata/PLOVER (CC BY-SA 4.0); GOLDSTEIN.csv is the table `goldstein_mappings` of the R package
andybega/icews (MIT) written as `code,name,goldstein`. Both commands give the same bytes every time.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ACTOR_FILES = ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt")
OLD_COUNTRIES = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "SCG": "SRB", "WSB": "PSE", "GZS": "PSE"}
GONE_COUNTRIES = frozenset({"DDR", "USR", "YUG", "CSK", "SRP"})
NOT_A_COUNTRY = frozenset(
    re.findall(
        "...",
        "IGONGONGMMNCIMGINTEURMEAAFRASASAFSEAEAFWAFCAFCASSASLAMNAMNMROCNWSTBLKSCN"
        "EEUCRBUISMEDREBGOVMILOPPCOPJUDLEGSPYUAFCRMCVLBUSEDUAGRHLHDEVENVHRIREFELI"
        "PTYRELWEUHINSUNCFRFRNKKLKNTKRJBUDEINANGSAMNAFMOSBAHCHRJEWMUS",
    )
)
ENDED_BEFORE = 19900101
_DATED = re.compile(r"\[\s*([A-Z+]{3,})\s*([<>]?\s*\d{6,8}(?:\s*-\s*\d{6,8})?)?\s*\]")


def main(words: list[str]) -> int:
    """Run one of the two conversions and say how many lines were written."""
    if len(words) == 3 and words[0] == "actors":
        print(write_actors(Path(words[1]), Path(words[2])), "names")
    elif len(words) == 4 and words[0] == "cameo":
        print(write_cameo(Path(words[1]), Path(words[2]), Path(words[3])), "codes")
    else:
        print(__doc__)
        return 2
    return 0


def write_actors(source: Path, target: Path) -> int:
    """Write `name, country, sector, code` for every name with a code that is still of use; the first file wins."""
    found: dict[str, str] = {}
    for file in ACTOR_FILES:
        text = (source / file).read_bytes().decode("utf-8", "replace")
        for names, code in blocks(text):
            for name in names:
                found.setdefault(name, code)
    lines = io.StringIO()
    lines.write("name\tcountry\tsector\tcode\n")
    for name, code in sorted(found.items()):
        country, sector = split_code(code)
        lines.write(f"{name}\t{country}\t{sector}\t{code}\n")
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(lines.getvalue().encode())
    return len(found)


def blocks(text: str) -> Iterator[tuple[list[str], str]]:
    """Go through the actors of one dictionary: all names of an actor with the code that holds last."""
    names: list[str] = []
    codes: list[tuple[str, str]] = []
    for raw in [*text.splitlines(), "END_"]:
        line = raw.split(";")[0].split("#")[0].rstrip()
        if not line.strip():
            continue
        head = line.split("[")[0].strip()
        if head and not head.startswith("+") and codes:
            yield from chosen(names, codes)
            names, codes = [], []
        if head:
            names.append(spoken(head.lstrip("+")))
        codes += [(code, when.replace(" ", "")) for code, when in _DATED.findall(line)]


def chosen(names: list[str], codes: list[tuple[str, str]]) -> Iterator[tuple[list[str], str]]:
    """Give the names with the code in force last, unless the actor left the stage long ago or the land is gone."""
    open_ended = [code for code, when in codes if when.startswith(">")]
    undated = [code for code, when in codes if not when]
    if open_ended or undated:
        code = (open_ended or undated)[-1]
    else:
        code, when = max(codes, key=lambda one: last_day(one[1]))
        if last_day(when) < ENDED_BEFORE:
            return
    # Somebody with no office after the cut stays only while the dictionary knows no dates for him at all.
    dated = [last_day(when) for _, when in codes if when]
    if dated and not open_ended and max(dated) < ENDED_BEFORE:
        return
    kept = [name for name in names if len(name) > 2 and re.search(r"[a-z]", name) and "�" not in name]
    if kept and code[:3] not in GONE_COUNTRIES:
        yield kept, code


def last_day(when: str) -> int:
    """The last day of a dated code as YYYYMMDD (two-digit years up to 29 are of this century)."""
    digits = re.findall(r"\d{6,8}", when)[-1] if re.search(r"\d{6,8}", when) else "0"
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < 30 else "19") + digits
    return int(digits)


def spoken(name: str) -> str:
    """Write a dictionary name as words in lower case."""
    return re.sub(r"\s+", " ", name.replace("_", " ")).strip().lower()


def split_code(code: str) -> tuple[str, str]:
    """Part a code into ISO country (or nothing) and the first role in it."""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    first = OLD_COUNTRIES.get(parts[0], parts[0])
    if first in NOT_A_COUNTRY:
        return "", first
    return first, parts[1] if len(parts) > 1 and len(parts[1]) == 3 else ""


def write_cameo(plover: Path, goldstein: Path, target: Path) -> int:
    """Write `code, type, mode, contexts, goldstein, name` for every CAMEO code that PLOVER took over."""
    with goldstein.open(newline="") as file:
        scores = {row["code"]: (row["goldstein"], row["name"]) for row in csv.DictReader(file)}
    rows: dict[str, tuple[str, ...]] = {}
    for line in plover.read_text("utf-8", "replace").splitlines():
        match = re.match(r"(\d{3,4}):\s*([A-Z]+)\s*,([^,#]*),?([^#]*)(?:#(.*))?", line)
        if match and match[1] not in rows:
            score, name = scores.get(match[1], ("", ""))
            contexts = ",".join(part.strip() for part in match[4].split(";") if part.strip())
            rows[match[1]] = (match[2], match[3].strip(), contexts, score, name or (match[5] or "").strip())
    with target.open("w", encoding="utf-8") as file:
        file.write("code\ttype\tmode\tcontexts\tgoldstein\tname\n")
        for code in sorted(rows):
            file.write("\t".join((code, *rows[code])) + "\n")
    return len(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
