"""Build the bundled pack of real reports from the open data folder: `python training/make_pack.py --data DIR`.

ECB+ was rebuilt from tokens (blanks round hyphens, dots and quote marks; the address and the date in the first
lines). This script puts the text together again as well as rules can and moves the head lines into columns.
Wikinews and US government texts are taken as they stand.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

ECB_STORIES = ("12ecb", "12ecbplus", "19ecb", "20ecb", "20ecbplus", "30ecb")
WIKINEWS = (80, 81, 84, 86, 87, 97, 96, 146, 156, 159, 166, 167)
GOVERNMENT_HOSTS = ("www.centcom.mil", "www.state.gov", "www.defense.gov")
MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
FUNCTION_WORDS = (
    "a an and as at but by for from he her his however if in including is it its no not of on or she so some "
    "such that the their then there they this those to was were which while who whose with would"
)
NOT_JOINED = set(FUNCTION_WORDS.split())
A_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?:- )?(?P<year>(?:19|20)\d\d)"
    r"|(?P<day2>\d{1,2}) (?P<month2>[A-Za-z]{3,9}),? (?P<year2>(?:19|20)\d\d)"
    r"|(?P<month3>\d{1,2}) ?/ ?(?P<day3>\d{1,2}) ?/ ?(?P<year3>(?:20)?\d\d)\b"
)


def main() -> None:
    """Write reports.jsonl of the pack."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("src/dateline/pack/reports.jsonl"))
    chosen = options.parse_args()
    rows = [*ecb_reports(chosen.data / "clusters/ecbplus"), *wikinews(chosen.data / "places/geovirus")]
    rows += government(chosen.data / "ner/re3d")
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} reports -> {chosen.out}")


def ecb_reports(folder: Path) -> Iterator[dict[str, str | None]]:
    """Go through the chosen ECB+ reports, put together again."""
    story_of = {row["id"]: row["story"] for row in lines_of(folder / "gold.jsonl")}
    for row in lines_of(folder / "corpus.jsonl"):
        if story_of[row["id"]] in ECB_STORIES:
            lines = [line.strip() for line in row["text"].split("\n") if line.strip()]
            url, published, headline, body = split_head(lines)
            yield {
                "id": f"ecb-{row['id']}",
                "text": "\n".join(put_together(line) for line in body),
                "headline": put_together(headline) if headline else None,
                "published_at": published,
                "outlet": outlet_of(url),
                "url": url,
                "language": "en",
            }


def wikinews(folder: Path) -> Iterator[dict[str, str | None]]:
    """Go through the chosen Wikinews reports."""
    wanted = {f"geovirus-{number:03d}" for number in WIKINEWS}
    for row in lines_of(folder / "corpus.jsonl"):
        if row["id"] in wanted:
            yield row | {"id": row["id"].replace("geovirus", "wikinews"), "outlet": "Wikinews", "language": "en"}


def government(folder: Path) -> Iterator[dict[str, str | None]]:
    """Go through the US government releases (public domain)."""
    for row in lines_of(folder / "corpus.jsonl"):
        if urlsplit(row["url"] or "").hostname in GOVERNMENT_HOSTS:
            yield row | {"id": "usgov-" + row["id"][:8].lower(), "headline": row["headline"].strip(), "language": "en"}


def split_head(lines: list[str]) -> tuple[str | None, str | None, str | None, list[str]]:
    """Part the head of a report (address, date lines, headline) from its body."""
    url = published = headline = None
    if lines and lines[0].startswith("http"):
        url = re.sub(r"\s+", "", lines.pop(0))
    while lines and (len(lines[0]) < 110) and not looks_like_prose(lines[0]):
        line = lines.pop(0)
        found = find_date(line)
        if found and len(line) < 90:
            published = found
        elif headline is None:
            headline = line
        else:
            lines.insert(0, line)
            break
    for number, line in enumerate(lines[:4]):
        if len(line) < 90 and find_date(line) and not looks_like_prose(line):
            published = published or find_date(line)
            del lines[number]
            break
    return url, published, headline, lines


def looks_like_prose(line: str) -> bool:
    """Tell a sentence from a head line: it ends like one, and is not a date line."""
    return bool(re.search(r"[.!?][\"'”’ ]*$", line)) and len(line.split()) > 7 and not find_date(line[:60])


def find_date(line: str) -> str | None:
    """Read the first full date of a line as ISO 8601, month first where the order is open (US pages)."""
    found = A_DATE.search(line)
    if not found:
        return None
    part = {key.rstrip("23"): value for key, value in found.groupdict().items() if value}
    month = int(part["month"]) if part["month"].isdigit() else MONTHS.get(part["month"][:3].lower(), 0)
    year = int(part["year"]) + (2000 if len(part["year"]) == 2 else 0)
    try:
        return date(year, month, int(part["day"])).isoformat()
    except ValueError:
        return None


def outlet_of(url: str | None) -> str | None:
    """Name the outlet by the host of its address; unknown stays unknown."""
    host = urlsplit(url).hostname if url else None
    return re.sub(r"^(www|articles|news|query|usatoday30)\.", "", host) if host else None


def put_together(line: str) -> str:
    """Undo the tokenisation of one line: hyphens, dots and commas in numbers, initials, apostrophes, quote marks."""
    line = re.sub(r"``\s?|\s?''(?!\w)", '"', line)
    line = re.sub(r"(\d)(?:([.:]) (?=\d)|(,) (?=\d{3}(?!\d)))", lambda m: m[1] + (m[2] or m[3]), line)
    line = re.sub(r"(\d) -(?=\w)", r"\1-", line)
    line = re.sub(r"\b([A-Za-z])\. (?=[a-zA-Z]\.)", r"\1.", line)
    line = re.sub(r"(\w) ?([’']) (s|t|re|ve|ll|d|m)\b", r"\1\2\3", line)
    line = re.sub(r"(\d) (%|percent\b)", lambda m: m[1] + (m[2] if m[2] == "%" else " " + m[2]), line)
    line = re.sub(r"\b(\w+) - (?=(\w+))", join_hyphen, line)
    line = re.sub(r"(\d) / (?=\d)|(\w) / (?=\w)", lambda m: (m[1] or m[2]) + "/", line)
    line = re.sub(r"www\. (\w+)\. (\w{2,3})\b", r"www.\1.\2", line)
    line = re.sub(r"([(\[$£€]) (?=\S)", r"\1", line)
    line = re.sub(r" (?=[),;:?!\]])| (?=\.(\s|$))", "", line)
    return quote_marks(re.sub(r"[ \t]+", " ", line)).strip()


def join_hyphen(found: re.Match[str]) -> str:
    """Join "anti - piracy", leave a dash before a clause ("ships - which")."""
    left, right = found[1], found[2]
    if right.lower() in NOT_JOINED and not left.isdigit():
        return f"{left} - "
    return f"{left}-"


def quote_marks(line: str) -> str:
    """Take the blank inside straight quote marks away: the first of a pair opens, the second closes.

    A line with one mark too many begins inside a quotation when its first mark follows a stop and precedes "said".
    """
    parts = line.split('"')
    inside = len(parts) % 2 == 0 and bool(re.search(r"[.,!?] ?$", parts[0])) and parts[1].lstrip()[:1].islower()
    if inside:
        parts[:2] = [f'{parts[0].rstrip()}" {parts[1].lstrip()}']
    for number in range(1, len(parts), 2):
        parts[number] = parts[number].strip()
        if number + 1 < len(parts) and parts[number + 1][:1].isalnum():
            parts[number + 1] = " " + parts[number + 1]
        if parts[number - 1][-1:].isalnum() or parts[number - 1][-1:] in ",.:":
            parts[number - 1] += " "
    return '"'.join(parts)


def lines_of(path: Path) -> Iterator[dict[str, str]]:
    """Go through the JSON lines of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    main()
