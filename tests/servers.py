"""Loaded first (`-p`): real PostgreSQL and Valkey for this run alone, gone when it ends."""

import os
import tempfile
from pathlib import Path

from portal.embedded import folder, remove, servers
from portal.environment import SECRETS, local_secrets

_home = None
if not os.environ.get("SONGTING_TEST_SERVERS"):
    os.environ["SONGTING_TEST_SERVERS"] = "1"  # xdist's workers use the first process's
    _home = os.environ["SONGTING_HOME"] = tempfile.mkdtemp(prefix="songting-test-")
    # Names as in the source, whatever was collected for a demonstration.
    os.environ["STATIC_ROOT"] = os.path.join(_home, "static")
    os.mkdir(os.environ["STATIC_ROOT"])  # WhiteNoise warns of a folder that is not there
    for _name in SECRETS:  # this run's own, on given servers too
        os.environ.pop(_name, None)
    local_secrets(Path(_home))
    _running = servers()
    _running.__enter__()


def pytest_unconfigure(config):
    if _home:
        _running.__exit__(None, None, None)
        remove(folder())
