from dateline.lexicon.outlets import host_of, known_outlets, outlet_named, outlet_of_host
from dateline.lexicon.tables import read_table
from dateline.read.printed_dates import month_numbers

KINDS = {"agency", "newspaper", "broadcaster", "magazine", "news", "aggregator", "official"}


def test_the_table_of_outlets_is_sound() -> None:
    outlets = known_outlets()
    assert len(outlets) > 150
    assert len({one.host for one in outlets}) == len(outlets)
    assert {one.kind for one in outlets} == KINDS
    assert all(one.country is None or (len(one.country) == 3 and one.country.isupper()) for one in outlets)
    names: dict[str, str] = {}
    for one in outlets:
        assert names.setdefault(one.id, one.name) == one.name, f"{one.id} has two names"


def test_outlets_are_found_by_host_and_name() -> None:
    found = outlet_of_host("blogs.wsj.com")
    assert found is not None
    assert found.id == "wall-street-journal"
    assert outlet_of_host("example.org") is None
    assert outlet_of_host(None) is None
    assert outlet_named("AP") is not None
    assert outlet_named("ap") is None
    assert outlet_named("") is None
    assert host_of("https://www.Example.org:8080/a?b") == "example.org"
    assert [host_of(one) for one in ("no address", "https://[broken", None)] == [None, None, None]


def test_every_month_has_its_names() -> None:
    assert [int(row["month"]) for row in read_table("months.tsv")] == list(range(1, 13))
    months = month_numbers()
    assert (months["march"], months["märz"], months["марта"], months["dec"], months["may"]) == (3, 3, 3, 12, 5)
