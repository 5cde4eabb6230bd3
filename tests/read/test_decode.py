import pytest

from dateline.read.decode import MIXED_ENCODING, NUL_BYTES, decode

WORDS = {
    "cp1251": "Министр заявил во вторник, что войска покинут город до конца недели. Переговоры продолжатся.",
    "koi8_r": "Министр заявил во вторник, что войска покинут город до конца недели. Переговоры продолжатся.",
    "gb18030": "外交部发言人星期二表示，双方将在日内瓦继续举行会谈。他说，部队将在本周末之前离开这座城市。",
    "big5": "外交部發言人星期二表示，雙方將在日內瓦繼續舉行會談。他說，部隊將在本週末之前離開這座城市。",
    "cp932": "外務省の報道官は火曜日、双方がジュネーブで協議を続けると述べた。部隊は今週末までに市を離れる。",
    "euc_jp": "外務省の報道官は火曜日、双方がジュネーブで協議を続けると述べた。部隊は今週末までに市を離れる。",
    "cp949": "외교부 대변인은 화요일 양측이 제네바에서 회담을 계속할 것이라고 말했다. 군대는 도시를 떠난다.",
    "cp1252": "Le ministre a déclaré mardi que les troupes quitteraient la ville où l’été s’achève près du lac.",
    "cp1253": "Ο υπουργός δήλωσε την Τρίτη ότι τα στρατεύματα θα εγκαταλείψουν την πόλη πριν από το τέλος.",
    "cp1256": "قال الوزير يوم الثلاثاء إن القوات ستغادر المدينة قبل نهاية الأسبوع وإن المحادثات ستستمر.",
}


def page(words: str, label: str | None) -> str:
    head = f'<meta charset="{label}">' if label else ""
    return f"<!doctype html><html><head>{head}<title>x</title></head><body><p class='a'>{words}</p></body></html>"


@pytest.mark.parametrize("encoding", WORDS)
@pytest.mark.parametrize("label", ["right", "utf-8", "iso-8859-1", None])
def test_pages_read_right_whatever_their_label_says(encoding: str, label: str | None) -> None:
    text = page(WORDS[encoding], encoding if label == "right" else label)
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.flags == ()
    assert found.warnings == ()


def test_the_server_may_name_the_encoding() -> None:
    words = WORDS["cp1251"]
    assert decode(words.encode("cp1251"), content_type="text/html; charset=windows-1251").why == "named by the server"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    text = page("The ferry – “Aurora” – sank.", None)
    assert decode(text.encode(encoding)).text == text


def test_mixed_encodings_keep_one_character_for_each_byte_and_say_so() -> None:
    body = "Das Boot fährt über den See, sagt Jürgen.".encode() + b" Caf\xe9 zu."
    found = decode(body)
    assert found.text == "Das Boot fährt über den See, sagt Jürgen. Café zu."
    assert found.flags == (MIXED_ENCODING,)
    assert "mixed encodings" in found.warnings[0]


def test_bytes_of_no_letter_become_replacement_characters() -> None:
    found = decode("Überall – auch hier – wird gefährlich gebaut.".encode() + b" \x81 \x8d!")
    assert found.text.endswith(" \ufffd \ufffd!")
    assert found.flags == (MIXED_ENCODING,)


def test_nul_bytes_are_replaced_and_counted() -> None:
    found = decode(b"The ferry\0 sank.\0 " + b"It was Monday. " * 20)
    assert found.text.startswith("The ferry\ufffd sank.\ufffd")
    assert found.flags == (NUL_BYTES,)
    assert found.warnings[0].startswith("2 NUL bytes")


def test_emoji_and_combining_marks_pass_through() -> None:
    text = "Cafe\u0301 \U0001f469\u200d\U0001f469\u200d\U0001f467 \u202eשלום\u202c"
    assert decode(text.encode()).text == text
