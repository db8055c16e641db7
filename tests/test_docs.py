"""The documents against the code: every key, field, command and link that they should name."""

import re
from pathlib import Path

import pytest

from app.bench.page import link_keys
from app.bench.presets import PRESETS
from app.bench.quantities import QUANTITIES
from app.common.frame import PAGES
from app.common.quantity import Choice
from app.common.text import Text
from app.earth.state import keys
from app.main import server

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs").glob("*.md"),
    ROOT / "deploy" / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "physics" / "README.md",
]
FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def listed() -> str:
    """The tables of keys and fields."""
    return (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def fields(answer: object) -> set[str]:
    """Names in an API answer, except those of the state, which are the query's keys."""
    if not isinstance(answer, dict):
        return set()
    inner = (fields(value) for name, value in answer.items() if name != "state")
    return set(answer).union(*inner)


@pytest.mark.parametrize("key", [key for key, _, _ in link_keys()] + ["f"])
def test_api_md_lists_the_query_key(listed: str, key: str) -> None:
    assert f"`{key}`" in listed or f"`{key}=" in listed


@pytest.mark.parametrize(("key", "meaning"), [(key, meaning) for key, meaning, _ in link_keys()])
def test_api_md_says_of_the_key_what_the_page_does(listed: str, key: str, meaning: Text) -> None:
    assert f"| `{key}` | {meaning.en} |" in listed


@pytest.mark.parametrize(
    ("key", "option"),
    [(key, option) for key, choice in QUANTITIES.items() if isinstance(choice, Choice) for option in choice.options],
)
def test_api_md_lists_the_option(listed: str, key: str, option: str) -> None:
    row = next((line for line in listed.splitlines() if line.startswith(f"| `{key}`")), "")
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", row.rstrip(" |").rpartition("|")[2])


@pytest.mark.parametrize("field", sorted(fields(server.test_client().get("/api/v1/response?f=1").get_json())))
def test_api_md_lists_the_api_field(listed: str, field: str) -> None:
    assert f"`{field}`" in listed


def test_api_md_lists_the_keys_and_fields_of_a_sweep(listed: str) -> None:
    query = {"over": "len", "from": "1", "to": "30", "n": "2"}
    answer = server.test_client().get("/api/v1/sweep", query_string=query).get_json()
    assert [name for name in (*query, *answer) if f"`{name}`" not in listed] == []


def test_api_md_lists_the_fields_of_a_curve(listed: str) -> None:
    answer = server.test_client().post("/api/v1/curve?kind=frd", data=b"20 1\n30 2").get_json()
    assert [field for field in answer if f"`{field}`" not in listed] == []


@pytest.mark.parametrize("command", ["make run", "make test", "docker compose up"])
def test_readme_has_the_command(readme: str, command: str) -> None:
    assert command in readme


def test_commands_are_targets(readme: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE)) <= set(targets)


def test_presets_that_are_named_exist(readme: str, listed: str) -> None:
    assert set(re.findall(r"preset=([\w-]+)", readme + listed)) <= set(PRESETS)


def test_links_of_the_readme_are_answered_in_full(readme: str) -> None:
    """Nothing in them is left out, and they are five."""
    links = re.findall(r"\]\(http://127\.0\.0\.1:8050(/[^)\s]*)\)", readme)
    assert len(links) == 5
    for link in links:
        answer = server.test_client().get(link)
        assert answer.status_code == 200
        assert "<li>" not in answer.text.partition('id="messages-list">')[2].partition("</ul>")[0]


def test_api_addresses_answer(listed: str) -> None:
    addresses = re.findall(r"(/api/v1/(?:response|sweep)[.\w]*\?[\w.=&,%+-]+)", listed)
    assert addresses
    for address in addresses:
        assert server.test_client().get(address).status_code == 200, address


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"^\[[^\]]+\]:\s*(\S+)", text, re.MULTILINE)
    missing = [
        link
        for link in links
        if not re.match(r"[a-z]+:|#", link) and not (document.parent / link.partition("#")[0]).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("field", sorted(fields(server.test_client().get("/api/v1/paper").get_json())))
def test_api_md_lists_the_field_of_the_ledger(listed: str, field: str) -> None:
    assert f"`{field}`" in listed


def test_api_md_lists_the_fields_of_the_earth_answer(listed: str) -> None:
    answer = server.test_client().get("/api/v1/earth?preset=note").get_json()
    inner = [answer, answer["devices"][0], answer["devices"][0]["alone"], answer["wires"][0], answer["groups"][0]]
    inner += [answer["ground_boxes"][0], answer["limits"]["japan"], answer["body"]]
    assert [name for part in inner for name in part if f"`{name}`" not in listed] == []


@pytest.mark.parametrize(("key", "meaning", "accepted"), keys())
def test_api_md_has_the_keys_of_the_earth_page(listed: str, key: str, meaning: Text, accepted: str) -> None:
    assert f"| `{key}` | {meaning.en} | {accepted} |" in listed


@pytest.mark.parametrize(
    "path",
    sorted(
        set(
            re.findall(
                r"(?:app|assets|physics|tests)/[\w./-]+\.(?:py|js|css|csv|md)",
                (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"),
            )
        )
    ),
)
def test_files_that_the_architecture_names_exist(path: str) -> None:
    assert (ROOT / path).is_file()


def test_every_page_of_the_navigation_answers() -> None:
    for path in PAGES:
        assert server.test_client().get(f"/{path}").status_code == 200
