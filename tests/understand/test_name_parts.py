from dateline.understand.name_parts import is_full_name, is_short_for, same_person


def keys(name: str) -> tuple[str, ...]:
    return tuple(name.lower().split())


def test_words_of_descent_before_one_word_make_no_full_name() -> None:
    surnames = ("Oakhurst", "De Graaf", "van der Dam", "El Masri")
    assert [is_full_name(one) for one in surnames] == [False] * len(surnames)
    assert [is_full_name(one) for one in ("Ana Ruiz", "Van Morrison", "Piet Jansen Jr.")] == [True] * 3


def test_short_forms_and_middle_names_are_one_person() -> None:
    assert same_person(keys("Bob Jansen"), keys("Robert Jansen"))
    assert same_person(keys("Ana Ruiz"), keys("Ana Maria Ruiz"))
    assert same_person(keys("Suu Kyi"), keys("Aung San Suu Kyi"))
    assert not same_person(keys("Bob Jansen"), keys("Karl Jansen"))
    assert not same_person(keys("Robert Jansen"), keys("Robert Quill"))
    assert not same_person(keys("Ana Ruiz"), keys("Ana Maria Quill"))


def test_a_son_named_after_his_father_is_another_person() -> None:
    assert not same_person(keys("Karim bin Tariq"), keys("Samir bin Karim bin Tariq"))
    assert same_person(keys("Karim bin Tariq"), keys("Karim bin Samir bin Tariq"))


def test_a_short_form_is_known_either_way() -> None:
    assert is_short_for("peggy", "margaret")
    assert is_short_for("margaret", "peggy")
    assert not is_short_for("peggy", "robert")
