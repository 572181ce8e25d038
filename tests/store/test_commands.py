"""``redress db upgrade`` and ``redress audit verify``."""

from __future__ import annotations

import json

from sqlalchemy import text

from engine.cli import main
from engine.store import Store, audit, migrations
from tests.store.vocabulary import NOON, case


def test_an_empty_database_is_brought_up_to_date_once(empty_url, monkeypatch, capsys):
    monkeypatch.setenv("REDRESS_DATABASE_URL", empty_url)
    assert main(["db", "upgrade"]) == 0
    assert f"from revision none to {migrations.head()}" in capsys.readouterr().out
    assert main(["db", "upgrade"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_verifying_says_what_is_wrong_and_where(sqlite_url, monkeypatch, capsys):
    monkeypatch.setenv("REDRESS_DATABASE_URL", sqlite_url)
    store = Store(sqlite_url)
    with store.write() as session:
        for reference in ("COM-1", "COM-2"):
            found = case(session, reference=reference)
            audit.record(session, found.id, NOON, None, "case:received")
    assert main(["audit", "verify"]) == 0
    assert "No fault found" in capsys.readouterr().out
    with store.write() as session:
        session.execute(text("DROP TRIGGER audit_refuses_update"))
        session.execute(text("UPDATE audit SET action = 'case:closed' WHERE case_id = 1"))
    store.close()
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().out == "COM-1, line 1: its header was changed.\n"
    assert main(["audit", "verify", "COM-2"]) == 0
    capsys.readouterr()
    assert main(["audit", "verify", "COM-1", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"chain": "COM-1", "seq": 1, "what": "its header was changed."}
    ]


def test_a_case_that_is_not_there_is_told(sqlite_url, monkeypatch, capsys):
    monkeypatch.setenv("REDRESS_DATABASE_URL", sqlite_url)
    assert main(["audit", "verify", "COM-9"]) == 2
    assert capsys.readouterr().err == "There is no case COM-9.\n"


def test_a_database_without_tables_is_told_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("REDRESS_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert main(["audit", "verify"]) == 2
    assert "redress db upgrade" in capsys.readouterr().err
