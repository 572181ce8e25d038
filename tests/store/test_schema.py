"""The schema that migrations make is the one that the models describe."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

from engine.errors import BadInput
from engine.store import Store, migrations
from engine.store.models import Base


def test_migrations_make_what_the_models_describe(store):
    with store.engines[0].connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_name_constraints_as_the_models_do(store, tmp_path):
    """compare_metadata looks at no CHECK and at no name of a key: a later migration needs both."""
    made = create_engine(f"sqlite:///{tmp_path / 'made.sqlite3'}")
    Base.metadata.create_all(made)
    if store.dialect == "sqlite":
        assert _constraints(store.engines[0]) == _constraints(made)
    names = {c["name"] for c in inspect(store.engines[0]).get_check_constraints("task")}
    assert names == {"ck_task_status"}
    made.dispose()


def _constraints(engine: Engine) -> set[tuple[str, str, str, str]]:
    found = inspect(engine)
    return {
        (table, kind, str(constraint["name"]), str(constraint.get("sqltext")))
        for table in found.get_table_names()
        if table != "alembic_version"
        for kind, constraints in (
            ("check", found.get_check_constraints(table)),
            ("unique", found.get_unique_constraints(table)),
            ("foreign", found.get_foreign_keys(table)),
            ("primary", [found.get_pk_constraint(table)]),
        )
        for constraint in constraints
    }


def test_whoever_imports_the_store_has_every_table_that_another_refers_to():
    """Otherwise a program that uses few models fails at its first flush."""
    few = "from engine.store.cases import Base; print(len(Base.metadata.sorted_tables))"
    found = subprocess.run([sys.executable, "-c", few], capture_output=True, check=True, text=True)
    assert int(found.stdout) == len(Base.metadata.tables)


def test_there_is_one_migration_head():
    heads = ScriptDirectory.from_config(migrations.config()).get_heads()
    assert len(heads) == 1, f"two people added a migration: chain {heads} one behind the other"


def test_upgrading_makes_an_empty_database_current_and_may_be_repeated(empty_url):
    store = Store(empty_url)
    assert store.schema_version() is None
    assert not store.is_current()
    store.upgrade()
    assert store.is_current()
    store.upgrade()
    assert store.schema_version() == migrations.head()
    store.close()


@pytest.mark.parametrize(
    "url", ["", "not an address", "sqlite://", "sqlite:///:memory:", "mysql://host/redress"]
)
def test_a_database_that_redress_cannot_use_is_refused_in_a_sentence(url):
    with pytest.raises(BadInput, match=r"database"):
        Store(url)


def test_a_plain_postgresql_address_is_understood():
    store = Store("postgresql://redress@localhost/redress")
    assert (store.dialect, store.url.drivername) == ("postgresql", "postgresql+psycopg")
    store.close()
