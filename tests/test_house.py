"""The shape of the house: import rules, late imports, one file for each foreign library, short files."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dateline"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400

# Where a library may be imported in more than one file, and in which.
SHARED_LIBRARIES = {
    "numpy": "lexicon understand read group compare serve desk scorecard",
    "sqlalchemy": "storage",
    "alembic": "storage",
    "click": "cli",
    "rich": "cli",
    "aiohttp": "collect desk",
    "fastapi": "web",
    "starlette": "web",
    "jinja2": "serve web",
    "markupsafe": "serve web",
}
HEAVY = {
    "numpy",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "lxml",
    "selectolax",
    "sqlalchemy",
    "alembic",
    "duckdb",
    "jinja2",
    "feedparser",
    "fastwarc",
    "rensa",
    "lemminflect",
    "htmldate",
    "babel",
    "rich",
    "spacy",
    "aiohttp",
    "fastapi",
    "starlette",
    "uvicorn",
    "mcp",
    "nh3",
    "limits",
    "pwdlib",
}
BANNED = {"entry", "item", "post", "doc", "cluster", "statement", "manager", "handler", "helper", "utils", "data"}


def imports_of(path: Path) -> set[str]:
    """Name the top-level packages that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_import_contracts_are_kept() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_foreign_library_enters_in_one_file() -> None:
    files: dict[str, list[Path]] = defaultdict(list)
    for path in MODULES:
        for name in imports_of(path) - sys.stdlib_module_names - {"dateline", "dateline_core_en"}:
            files[name].append(path.relative_to(SOURCE))
    for name, where in files.items():
        rooms = {path.parts[0] for path in where}
        if name in SHARED_LIBRARIES:
            assert rooms <= set(SHARED_LIBRARIES[name].split()), f"{name} is imported in {where}"
        else:
            assert len(where) == 1, f"{name} is imported in {[str(path) for path in where]}; keep it to one file"


@pytest.mark.parametrize("command", ["import dateline", "import dateline.app", "from dateline.cli.main import main"])
def test_what_starts_stays_light(command: str) -> None:
    code = f"{command}\nimport sys\nprint(' '.join(name for name in sys.modules if '.' not in name))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom dateline.cli.main import main\nsys.argv = ['dateline', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', ' '.join(name for name in sys.modules if '.' not in name))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    shown, _, loaded = printed.partition("LOADED")
    assert "Commands:" in shown
    assert not HEAVY & set(loaded.split())


def code_files() -> list[Path]:
    """All code files of the project."""
    folders = ("src", "tests", "training", "benchmarks", "scripts")
    return [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".sh", ".js", ".css", ".html"} and not {"cache", "vendor"} & set(path.parts)
    ]


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in code_files()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long, f"files over {LONGEST} lines: {long}"


def test_modules_keep_to_the_glossary() -> None:
    for path in MODULES:
        words = set(path.stem.lower().split("_"))
        assert not words & BANNED, f"{path.relative_to(SOURCE)} uses a banned word (docs/glossary.md)"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert node.name.lower() not in BANNED, f"class {node.name} in {path.relative_to(SOURCE)}"


def test_everything_public_has_a_docstring() -> None:
    missing: list[str] = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = str(path.relative_to(SOURCE))
        if not ast.get_docstring(tree):
            missing.append(where)
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                missing.append(f"{where}: {node.name}")
    assert not missing


def test_no_machine_path_or_registry_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    hosts = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry." + "npmjs",
        "--index" + "-url ",
        "--extra-index" + "-url",
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".txt", ".toml", ".md", ".sh", ".py", ".cfg"} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [host for host in hosts if host in text], f"{name} names the address of a package index"
