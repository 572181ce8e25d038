"""Headers, cookies, tokens, sizes; and that no template needs what the policy forbids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import web
from engine.settings import Settings
from tests.web.conftest import Build
from tests.web.places import House
from web import guards, permitted

TEMPLATES = sorted((Path(web.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", ["/", "/track", "/officers", "/nowhere", "/static/redress.css"])
def test_every_answer_carries_the_headers(house: House, path: str) -> None:
    answer = house.somebody().client.get(path)
    answer.close()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy  # none at all: default-src forbids every script


def test_pages_are_kept_by_nobody_but_styles_are(house: House) -> None:
    somebody = house.somebody()
    assert somebody.client.get("/").headers["Cache-Control"] == "no-store"
    with somebody.client.get("/static/redress.css") as style:
        assert "max-age" in style.headers["Cache-Control"]
    assert somebody.client.get("/static/none.css").headers["Cache-Control"] == "no-store"


#: pages of the studio whose own policy lets files of ours run, and data stand beside them
SCRIPTED = {"owners/diagram.html", "owners/letter.html", "owners/procedure.html"}
OWN_SCRIPT = (
    r"<script src=\"{{ styled\('[a-z/.]+'\) }}\"( defer)?></script>"
    r"|<script type=\"application/json\" id=\"[a-z-]+\">{{ \w+ \| tojson }}</script>"
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_no_template_holds_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    if f"{template.parent.name}/{template.name}" in SCRIPTED:
        text = re.sub(OWN_SCRIPT, "", text)
    found = re.findall(r"<script|<style|\sstyle=[\"']|\son[a-z]+=|javascript:", text)
    assert not found, f"{template}: the content security policy forbids {found}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_every_posting_form_has_its_token(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    forms = re.findall(r"<form method=\"post\".*?</form>", text, flags=re.DOTALL)
    for form in forms:
        assert 'name="csrf_token"' in form or "{{ token(" in form, (
            f"{template}: add the csrf_token to {form[:120]}"
        )


def test_every_post_without_a_token_is_refused(house: House) -> None:
    officer = house.officer("manager")
    adapter = house.app.url_map.bind("localhost")
    for rule in house.app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        values = dict.fromkeys(rule.arguments, "1")
        answer = officer.client.post(adapter.build(rule.endpoint, values, "POST"))
        assert answer.status_code in (400, 302, 403, 410), rule.endpoint
        if permitted.GUARDED.get(rule.endpoint) in (None, "a signed-in officer"):
            assert answer.status_code == 400, rule.endpoint
            assert "Nothing has been changed" in answer.get_data(as_text=True)


def cookie_of(house: House) -> str:
    return house.somebody().client.get("/track").headers["Set-Cookie"]


def test_the_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(house: House) -> None:
    assert "HttpOnly" in cookie_of(house)
    assert "SameSite=Lax" in cookie_of(house)


def test_the_cookie_travels_only_over_tls(build: Build) -> None:
    assert "Secure" in cookie_of(build(base_url="https://complaints.example.org"))


@pytest.mark.parametrize(
    ("url", "demo", "plain"),
    [
        ("http://127.0.0.1:8000", False, True),
        ("http://localhost", False, True),
        ("http://complaints.example.org", False, False),
        ("http://demo.example.org", True, True),
        ("https://localhost", False, False),
        ("https://demo.example.org", True, False),
    ],
)
def test_plain_http_is_for_the_demo_and_this_machine(url: str, demo: bool, plain: bool) -> None:
    settings = Settings("sqlite://", Path(), base_url=url, demo=demo)
    assert guards.plain_http(settings) is plain


def test_a_body_that_is_too_large_is_told_in_words(house: House) -> None:
    house.app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = house.somebody().client.post("/complain/what", data={"text": "x" * 2000})
    assert answer.status_code == 413
    assert "too large to send" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("/officers?tab=mine", "/officers?tab=mine"),
        ("https://elsewhere.example", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
        (None, "/"),
    ],
)
def test_nobody_is_sent_to_another_site(wanted: str | None, taken: str) -> None:
    assert guards.local_path(wanted, "/") == taken


def test_pages_that_are_missing_say_so(house: House) -> None:
    page = house.somebody().get("/nowhere")
    assert page.status == 404
    assert page.title.startswith("Page not found")


@pytest.mark.parametrize(
    "path",
    [
        "/officers/cases/x/letters/99999999999999999999",
        "/officers/cases/x/documents/99999999999999999999",
        "/officers/cases/%00",
        "/officers/search?q=%00",
        "/officers/tasks/" + "x" * 5000,
        "/officers/search?q=" + "x" * 5000,
        "/officers/cases/..%2f..%2fetc",
        "/static/../guards.py",
        "/static/%2e%2e/guards.py",
    ],
)
def test_hostile_addresses_break_nothing(house: House, path: str) -> None:
    assert house.officer("manager").client.get(path).status_code in (200, 404, 422)


def test_what_nobody_foresaw_is_a_page_in_words(house: House) -> None:
    def fails() -> str:
        raise ZeroDivisionError

    house.app.view_functions["residents.privacy"] = fails
    page = house.somebody().get("/privacy")
    assert page.status == 500
    assert "Nothing was half saved" in page.main
    assert "ZeroDivision" not in page.source
