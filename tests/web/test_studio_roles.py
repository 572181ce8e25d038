"""Roles, separations and actions of a draft are changed on plain pages."""

from __future__ import annotations

from tests.web.studio_desk import YAML


def test_roles_say_their_steps_and_a_role_comes_changes_and_goes(studio):
    page = studio.get("/roles")
    assert "Stage 2 reviewer Record what came, Review and answer" in page.main
    page = studio.send("/roles", page, "/roles", title="Customer advocate")
    form = "/roles/customer_advocate"
    studio.send(form, page, form, title="Advocate", flags=["outside"])
    assert studio.lines()[1] == ["customer_advocate: {title: Advocate, outside: true}"]
    again = studio.send("/roles", studio.get("/roles"), "/roles", title="Customer advocate")
    assert again.errors == ["There is a role of that name already."]
    studio.owner.post(studio.at(f"{form}/remove"))
    assert studio.draft.files == studio.first


def test_a_role_that_is_used_may_go_and_the_check_says_who_needs_it(studio):
    studio.owner.post(studio.at("/roles/hr_adviser/remove"))
    assert "There is no role “hr_adviser”." in studio.get("").main
    assert "nobody can be “hr_adviser”." in studio.get("/roles").main


def test_every_separation_and_action_can_be_kept_as_it_stands(studio):
    links = [*studio.get("/roles").links(), *studio.get("/actions").links()]
    kept = [link for link in links if "/separations/" in link or "/actions/" in link]
    assert len(kept) > 20
    for link in kept:
        form = link.removeprefix(studio.at(""))
        assert studio.send(form, studio.get(form), form).status == 200
    assert studio.draft.files == studio.first


def test_a_separation_comes_changes_and_goes(studio):
    shown = studio.get("/new-separation")
    page = studio.send("/new-separation", shown, "/new-separation", say="")
    assert page.errors == [
        "Choose at least two that one person may not both be.",
        "Write the sentence that whoever is refused reads.",
        "Where does it say so? Name the law or policy, or “setting”.",
    ]
    studio.send(
        "/new-separation", shown, "/new-separation", kind="task", task="triage",
        never=["hr_adviser", "managed_by_subject"], say="Not HR.", source="setting", id="R9",
    )  # fmt: skip
    assert studio.lines()[1] == [
        "- id: R9", "task: triage", "never: [hr_adviser, managed_by_subject]", "say: \"Not HR.\"",
        "source: setting",
    ]  # fmt: skip
    place = sum("- id: R" in line for line in studio.first[YAML].split("\n"))
    form = f"/separations/{place}"
    studio.send(form, studio.get(form), form, kind="roles", roles=["triage_officer"])
    assert "roles: [triage_officer]" in studio.lines()[1]
    studio.owner.post(studio.at(f"{form}/remove"))
    assert studio.draft.files == studio.first


def test_an_action_is_guarded_by_what_is_picked(studio):
    form = "/actions/link"
    studio.send(
        form, studio.get(form), form, say="It is closed, or nobody has answered.",
        **{"when-join": "all", "when-atom": ["closed()", "sent('COR-RESP1')"],
           "when-holds": ["no", "yes"]},
    )  # fmt: skip
    assert studio.lines() == (
        [],
        [
            "when: \"not closed() and sent('COR-RESP1')\"",
            'say: "It is closed, or nobody has answered."',
        ],
    )
    page = studio.get("/actions")
    assert "Only when" in page.main
    needs = studio.send(form, studio.get(form), form, say="")
    assert needs.errors == ["Write the sentence that is read where it may not be done."]


def test_an_action_comes_and_goes(studio):
    shown = studio.get("/new-action")
    typed = {"title": "Visit the person", "by": ["stage1_investigator"], "form": "contact"}
    page = studio.send("/new-action", shown, "/new-action", **typed)
    assert page.path.endswith("/actions/visit_the_person"), page.main
    assert studio.lines()[1] == [
        "visit_the_person:", "title: Visit the person", "by: [stage1_investigator]",
        "form: contact",
    ]  # fmt: skip
    studio.owner.post(studio.at("/actions/visit_the_person/remove"))
    assert studio.draft.files == studio.first


def test_a_shared_action_is_changed_for_this_procedure_alone_and_can_be_left_out(studio):
    form = "/actions/stand_down"
    page = studio.get("/actions")
    name = next(
        link.rpartition("/")[2]
        for link in page.links()
        if "/actions/" in link and f"  {link.rpartition('/')[2]}:" not in studio.first[YAML]
    )
    form = f"/actions/{name}"
    studio.send(form, studio.get(form), form, title="Another word for it")
    assert [line for line in studio.lines()[1] if line] == [
        f"{name}:",
        "title: Another word for it",
    ]
    shared = "processes/shared/everyday.yaml"
    assert studio.draft.files[shared] == studio.first[shared]
    studio.owner.post(studio.at(f"{form}/remove"))
    assert f"without: [{name}]" in studio.draft.files[YAML]
    assert studio.owner.get(studio.at(form)).status == 404


def test_only_process_owners_open_the_pages(studio):
    manager = studio.house.officer("manager")
    places = (
        *("/clocks", "/clocks/response1", "/settings/values/payment_limit", "/forms"),
        *("/forms/triage/fields/0", "/variables", "/roles", "/new-separation", "/actions"),
    )
    for place in places:
        assert manager.get(studio.at(place)).status == 403


def test_a_clock_that_is_not_there_is_not_found(studio):
    assert studio.owner.get(studio.at("/clocks/nothing")).status == 404
    assert studio.owner.get(studio.at("/settings/values/nothing")).status == 404
    assert studio.owner.get(studio.at("/settings/secrets/nothing")).status == 404
    for place in ("/forms/nothing", "/forms/triage/fields/99", "/variables/nothing",
                  "/roles/nothing", "/separations/99", "/actions/nothing"):  # fmt: skip
        assert studio.owner.get(studio.at(place)).status == 404, place
