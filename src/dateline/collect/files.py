"""Files and folders: which files an input names, in an order that is the same everywhere."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.article import Failure


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: its path as the user would write it; `in_folder` when the user named a folder above it."""

    path: str
    in_folder: bool = False


def find_files(given: str) -> Iterator[FoundFile | Failure]:
    """List the file that a path names, or the files of the folder it names, by name, folder after folder.

    Names that begin with a dot are passed over. A link that leads back into a folder above it, a folder that may not
    be read, and a thing that is no file each give a failure.
    """
    try:
        facts = os.stat(given)
    except (OSError, ValueError) as error:
        yield Failure(given, "collect", why_unreadable(error))
        return
    if stat.S_ISDIR(facts.st_mode):
        yield from _walk(given, above=((facts.st_dev, facts.st_ino),))
    elif stat.S_ISREG(facts.st_mode) or stat.S_ISFIFO(facts.st_mode) or stat.S_ISCHR(facts.st_mode):
        yield FoundFile(given)
    else:
        yield Failure(given, "collect", "is no file or folder that can be read")


def _walk(folder: str, *, above: tuple[tuple[int, int], ...]) -> Iterator[FoundFile | Failure]:
    try:
        with os.scandir(folder) as listing:
            names = sorted(one.name for one in listing if not one.name.startswith("."))
    except OSError as error:
        yield Failure(folder, "collect", why_unreadable(error))
        return
    if not names and len(above) == 1:
        yield Failure(folder, "collect", "the folder is empty")
    for name in names:
        path = os.path.join(folder, name)
        try:
            facts = os.stat(path)
        except OSError as error:
            yield Failure(path, "collect", why_unreadable(error))
            continue
        here = (facts.st_dev, facts.st_ino)
        if stat.S_ISREG(facts.st_mode):
            yield FoundFile(path, in_folder=True)
        elif not stat.S_ISDIR(facts.st_mode):
            yield Failure(path, "collect", "is no regular file (a pipe, socket or device); left out")
        elif here in above:
            yield Failure(path, "collect", "is a link back to a folder above it; not followed", lost=False)
        else:
            yield from _walk(path, above=(*above, here))


def why_unreadable(error: OSError | ValueError) -> str:
    """Say in plain words why a file or folder cannot be read, and what to do."""
    code = getattr(error, "errno", None)
    if code == errno.ENOENT:
        return "there is no such file or folder; check the path"
    if code in (errno.EACCES, errno.EPERM):
        return "may not be read; give yourself permission to read it"
    if code == errno.ELOOP:
        return "is a link that leads to itself; give the file it should lead to"
    if code == errno.ENAMETOOLONG:
        return "is too long to be a path; check the path"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"
