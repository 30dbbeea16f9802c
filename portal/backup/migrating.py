"""The migrations a backup was made with: rows fit only into the tables of their day."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from portal.backup.archive import Refused


def applied():
    """{app: [migration, …]} of this database."""
    found = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def bring_to(manifest):
    """Migrate a database that stands before the backup, or at it, to exactly the migrations of its day.

    Refused if the backup has migrations this portal lacks, or the database some that the backup lacks.
    """
    wanted = {(app, name) for app, names in manifest["migrations"].items() for name in names}
    executor = MigrationExecutor(connection)
    present = set(MigrationRecorder(connection).applied_migrations())
    unknown, further = wanted - set(executor.loader.disk_migrations), present - wanted
    if unknown:
        raise Refused(
            _(
                "The backup was made by portal %(version)s with migrations this portal does not have: "
                "%(migrations)s. Install that version first."
            )
            % {"version": manifest["portal"], "migrations": _names(unknown)}
        )
    if further:
        raise Refused(
            _(
                "The backup was made by portal %(version)s, before these migrations of the database: "
                "%(migrations)s. Restore it into a newly created database without tables: "
                "it is brought to the migrations of the backup first and forward afterwards."
            )
            % {"version": manifest["portal"], "migrations": _names(further)}
        )
    if wanted - present:
        executor.migrate(_last_of_each_app(executor.loader.graph, wanted))


def _last_of_each_app(graph, wanted):
    """Only these: migrating to one before them would take the later ones back. Those squashed since are not asked for."""
    nodes = [graph.node_map[key] for key in sorted(wanted) if key in graph.node_map]
    followed = {parent.key for node in nodes for parent in node.parents if parent.key[0] == node.key[0]}
    return [node.key for node in nodes if node.key not in followed]


def _names(migrations):
    return ", ".join(f"{app}.{name}" for app, name in sorted(migrations))
