"""Who may open what, for the whole list of routes; and that looking changes nothing."""

from __future__ import annotations

from sqlalchemy import event

from engine.studio import drafts
from tests.web.places import House
from web import guards, permitted

#: for those alone who are in charge of a procedure in which people from outside act
REGISTER = ("officers.register", "officers.new_entry", "officers.entry")
#: what addresses of the studio name
STUDIO = {
    "procedure_id": "corporate-complaint",
    "draft_id": 1,
    "file": "procedure.bpmn",
    "code": "COR-ACK1",
    "table": "values",
    "place": 1,
}


def test_every_route_is_public_or_guarded(house: House) -> None:
    routes = {rule.endpoint for rule in house.app.url_map.iter_rules()}
    unknown = sorted(routes - permitted.PUBLIC - set(permitted.GUARDED))
    assert not unknown, (
        f"{', '.join(unknown)}: say in web/permitted.py who may open each, or list it in PUBLIC "
        "if it shows nothing about anybody."
    )


def test_the_maps_name_no_route_that_is_gone(house: House) -> None:
    routes = {rule.endpoint for rule in house.app.url_map.iter_rules()}
    gone = sorted((permitted.PUBLIC | set(permitted.GUARDED)) - routes)
    assert not gone, f"Take {', '.join(gone)} out of web/permitted.py."


def test_no_route_is_both_public_and_guarded() -> None:
    assert not permitted.PUBLIC & set(permitted.GUARDED)


def test_every_permission_is_known_and_used() -> None:
    assert set(permitted.GUARDED.values()) == set(guards.WHO)


def test_a_route_in_no_map_is_refused(house: House) -> None:
    house.app.add_url_rule("/forgotten", "somebody.forgot", lambda: "open to all")
    assert house.somebody().get("/forgotten").status == 403
    assert house.officer("manager").get("/forgotten").status == 403


def paths(house: House, reference: str) -> dict[tuple[str, str], str]:
    """(endpoint, method) -> an address of it, filled in."""
    values = {
        "reference": reference,
        "part": "letters",
        "task_id": house.task(reference),
        "action_id": "contact",
        "letter_id": 1,
        "officer_id": 1,
        "document_id": 1,
        "dispatch_id": 1,
        "number": 1,
        "name": "who",
        "filename": "redress.css",
        "secret": "unknown",
        **STUDIO,
    }
    adapter = house.app.url_map.bind("localhost")
    return {
        (rule.endpoint, method): adapter.build(
            rule.endpoint, {name: values.get(name, 1) for name in rule.arguments}, method
        )
        for rule in house.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    }


def test_nobody_passes_a_guard_without_proof(house: House) -> None:
    receipt = house.complaint()
    for (endpoint, method), path in paths(house, receipt.reference).items():
        if endpoint in permitted.PUBLIC:
            continue
        browser = house.somebody()
        sent = {"csrf_token": browser.token()}
        answer = browser.client.open(path, method=method, data=sent if method == "POST" else None)
        if permitted.GUARDED[endpoint] == "a visitor of the demo":
            assert answer.status_code == 403, endpoint
        elif permitted.GUARDED[endpoint] == "who came by a link of their own":
            assert answer.status_code == 410, endpoint
        else:
            assert answer.status_code == 302, endpoint
            assert answer.location.startswith(("/sign-in", "/track")), endpoint


def test_a_resident_passes_no_officers_guard(house: House) -> None:
    receipt = house.complaint()
    resident = house.somebody()
    resident.post("/track", {"reference": receipt.reference, "code": receipt.code,
                             "postcode": "ZZ99 9ZZ"})  # fmt: skip
    for (endpoint, method), path in paths(house, receipt.reference).items():
        if endpoint.startswith("officers.") and method == "GET":
            answer = resident.client.get(path)
            assert answer.location.startswith("/sign-in"), endpoint


def test_only_a_process_owner_passes_the_studios_guard(house: House) -> None:
    receipt = house.complaint()
    officer, owner = house.officer("manager"), house.officer("owner")
    drafts.begin(house.office, house.actors["owner"], "corporate-complaint")
    for (endpoint, method), path in paths(house, receipt.reference).items():
        if permitted.GUARDED.get(endpoint) != "a process owner":
            continue
        sent = {"csrf_token": officer.token()} if method == "POST" else None
        answer = officer.client.open(path, method=method, data=sent)
        assert answer.status_code == 403, (endpoint, method)
        assert "Only process owners" in answer.text, (endpoint, method)
        if method == "GET":
            assert owner.client.get(path).status_code in (200, 302, 404), endpoint


def test_an_officer_passes_no_residents_guard(house: House) -> None:
    receipt = house.complaint()
    officer = house.officer("manager")
    for (endpoint, method), path in paths(house, receipt.reference).items():
        if permitted.GUARDED.get(endpoint, "").startswith("who proved") and method == "GET":
            assert officer.client.get(path).location == "/track", endpoint


def test_every_get_is_read_only(house: House) -> None:
    receipt = house.answered()
    officer, manager = house.officer("triage"), house.officer("manager")
    resident = house.somebody()
    resident.post("/track", {"reference": receipt.reference, "code": receipt.code,
                             "postcode": "ZZ99 9ZZ"})  # fmt: skip
    waiting = house.complaint()
    owner = house.officer("owner")
    drafts.begin(house.office, house.actors["owner"], "corporate-complaint")
    officer.triages(house.task(waiting.reference))  # so that its letters can be looked at
    commits: list[str] = []
    for engine in house.office.store.engines:
        event.listen(engine, "commit", lambda _connection: commits.append("commit"))
    for (endpoint, method), path in paths(house, waiting.reference).items():
        if method == "GET":
            readers = {"residents": resident, "managers": manager, "owners": owner}
            who = readers.get(endpoint.partition(".")[0], officer)
            who = manager if endpoint == "officers.restrictions" else who
            answer = who.client.get(path)
            answer.close()
            codes = (200, 302, 403, 404) if endpoint in REGISTER else (200, 302, 404, 410)
            assert answer.status_code in codes, (endpoint, answer.status_code)
            assert not commits, f"GET {path} ({endpoint}) wrote to the database"
