"""Passwords as hashes: slow, salted, and no more than two at a time."""

from __future__ import annotations

import threading
import time

from dateline.desk import passwords


def test_a_hash_says_nothing_of_the_password_and_proves_it() -> None:
    first, second = passwords.hash_password("a quiet harbour town"), passwords.hash_password("a quiet harbour town")
    assert first != second
    assert first.startswith("$argon2id$")
    assert "harbour" not in first
    assert passwords.is_password("a quiet harbour town", first)
    assert not passwords.is_password("a quiet harbour towN", first)
    assert not passwords.is_password("nobody has this password", None)


def test_no_more_than_two_hashes_are_made_at_a_time(monkeypatch) -> None:
    most, running, lock = [0], [0], threading.Lock()

    class Slow:
        def hash(self, password: str) -> str:
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.01)
            with lock:
                running[0] -= 1
            return password

    monkeypatch.setattr(passwords, "_hasher", Slow)
    workers = [threading.Thread(target=passwords.hash_password, args=("x",)) for _ in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert most[0] == 2
