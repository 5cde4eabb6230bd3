"""Gold in its several forms: words put together again as text, tagged words, a treebank, regions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.scorecard.gold_countries import country_of
from dateline.scorecard.rebuilt import from_words, with_blanks
from dateline.scorecard.regions import region_of
from dateline.scorecard.run import run
from dateline.scorecard.tagged import kinds_in, read_names


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The mayor , who left , did n't speak .", "The mayor, who left, didn't speak."),
        ("Arlen ( pop. 900 ) is 's", "Arlen (pop. 900) is's"),
        ('He said " we wait " and left', 'He said "we wait" and left'),
        ("It cost $ 5 - a lot", "It cost $5 - a lot"),
    ],
)
def test_blanks_stand_as_in_print(words: str, text: str) -> None:
    rebuilt = from_words([words.split()])
    assert rebuilt.text == text
    assert [rebuilt.text[a:b] for a, b in rebuilt.words] == words.split()


def test_sentences_are_ranges_of_words() -> None:
    for rebuilt in (from_words([["One", "."], ["Two", "."]]), with_blanks([["One", "."], ["Two", "."]])):
        assert rebuilt.sentences == ((0, 2), (2, 4))
        assert [rebuilt.text[a:b] for a, b in rebuilt.words] == ["One", ".", "Two", "."]


def test_tagged_words_become_names_by_character(tmp_path: Path) -> None:
    path = tmp_path / "dev.tsv"
    path.write_text(
        "# newdoc id = nz_paper_1\nMs\tO\nAna\tB-Person\nReis\tI-Person\n,\tO\nof\tO\nArlen\tB-Location\n.\tO\n\n"
        "# newdoc id = nz_paper_2\nReis\tB-Person\nArlen\tB-Money\n",
        encoding="utf-8",
    )
    first, second = read_names(path)
    assert first.rebuilt.text == "Ms Ana Reis, of Arlen."
    assert {(first.rebuilt.text[a:b], kind) for a, b, kind in first.names} == {("Ana Reis", "PER"), ("Arlen", "LOC")}
    assert first.id.startswith("nz_paper_1")
    assert {second.rebuilt.text[a:b] for a, b, _ in second.names} == {"Reis"}, "kinds that are not scored are left out"
    assert kinds_in([first, second]) == ("PER", "LOC")
    assert read_names(path, blanks=True)[0].rebuilt.text == "Ms Ana Reis , of Arlen ."


def test_old_tags_and_numbered_columns_are_read(tmp_path: Path) -> None:
    old = tmp_path / "old.conll.txt"
    old.write_text("-DOCSTART- O\n\nArlen I-LOC\nReis I-PER\nLopes I-PER\n", encoding="utf-8")
    (text,) = read_names(old)
    assert {(text.rebuilt.text[a:b], kind) for a, b, kind in text.names} == {("Arlen", "LOC"), ("Reis Lopes", "PER")}
    numbered = tmp_path / "dev.iob2"
    numbered.write_text(
        "# newdoc id = a\n# text = In Arlen, he left.\n1\tIn\tO\t-\n2\tArlen\tB-LOC\t-\n3\t,\tO\t-\n"
        "4\the\tO\t-\n5\tleft\tO\t-\n6\t.\tO\t-\n",
        encoding="utf-8",
    )
    (text,) = read_names(numbered)
    assert text.rebuilt.text == "In Arlen, he left."
    assert {text.rebuilt.text[a:b] for a, b, _ in text.names} == {"Arlen"}


def test_names_do_not_run_over_the_end_of_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "dev.txt"
    path.write_text("He O\nsaw O\nArlen B-LOC\n\nBay I-LOC\nopened O\n", encoding="utf-8")
    (text,) = read_names(path)
    assert {text.rebuilt.text[a:b] for a, b, _ in text.names} == {"Arlen", "Bay"}


def test_the_country_of_a_place_that_states_none() -> None:
    assert country_of({"country": "NOR", "lat": 0.0, "lon": 0.0}) == "NOR"
    assert country_of({"wikipedia": "https://en.wikipedia.org/wiki/Kenya"}) == "KEN"
    assert country_of({"wikipedia": "https://en.wikipedia.org/wiki/North_Sea", "lat": 52.5, "lon": 13.4}) is None
    assert country_of({"lat": 52.5, "lon": 13.4}) == "DEU", "in the middle of Berlin"
    assert country_of({"lat": 0.0, "lon": -30.0}) is None, "in the Atlantic"
    assert country_of({}) is None


def test_regions() -> None:
    assert region_of("nz_rnz_3-1") == "East Asia and Pacific"
    assert region_of("answers-2007") is None


TREE = """# newdoc id = GUM_news_storm
# newpar
# sent_id = GUM_news_storm-1
# text = Maria Lopes left Arlen.
1\tMaria\tMaria\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-giv:act-1-coref-x
2\tLopes\tLopes\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\tArlen\tArlen\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=(2-place-new-1-coref-y)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = GUM_news_storm-2
# text = She waited.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-1-ana)
2\twaited\twait\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    folder = tmp_path / "parsing" / "of_our_own"
    folder.mkdir(parents=True)
    (folder / "own-test.conllu").write_text(TREE, encoding="utf-8")
    return tmp_path


def test_names_of_a_treebank_come_from_its_mentions(treebank: Path) -> None:
    (text,) = read_names(treebank / "parsing" / "of_our_own" / "own-test.conllu")
    assert text.rebuilt.text == "Maria Lopes left Arlen. She waited."
    names = {(text.rebuilt.text[a:b], kind) for a, b, kind in text.names}
    assert names == {("Maria Lopes", "PER"), ("Arlen", "LOC")}


def test_a_treebank_of_another_name_is_scored(treebank: Path) -> None:
    card = run([treebank], version="0", only=["names", "syntax", "pronouns"])
    assert not [one for one in card.skipped if one.failed]
    first = {(one.task, one.set): one.measures[0].value for one in card.tables}
    assert first["names", "of_our_own"] is not None
    assert first["names", "of_our_own news and interview"] is not None
    assert first["pronouns", "of_our_own"] is not None
    assert first["syntax", "of_our_own"] is not None
