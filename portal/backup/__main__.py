"""`python -m portal.backup FILE LANGUAGE`: the trial of a proof, in the empty database that DATABASE_URL names."""

import os
import sys
from pathlib import Path

import django
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from portal.backup.trial import run  # noqa: E402 - models need the setup

path, language = sys.argv[1:]
with translation.override(language):
    sys.exit(0 if run(Path(path)) else 1)
