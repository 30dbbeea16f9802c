"""Browser files: those of npm packages one by one, and names that change with the content."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

NODE_MODULES = Path(settings.BASE_DIR) / "node_modules"


class NodeFinder(BaseFinder):
    """Serves the single files named in NODE_FILES; whole package folders would take minutes to collect."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.files = {url: NODE_MODULES / source for url, source in settings.NODE_FILES.items()}

    def check(self, **kwargs):
        return [
            Error(f"{path} is missing.", hint="Run script/bootstrap (or npm ci).", id="assets.E001")
            for path in self.files.values()
            if not path.exists()
        ]

    def find(self, path, find_all=False, **kwargs):
        file = self.files.get(path)
        found = [str(file)] if file and file.exists() else []
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns):
        for url, path in self.files.items():
            storage = FileSystemStorage(location=str(path.parent))
            storage.prefix = url.rpartition("/")[0]
            yield path.name, storage


class HashedStorage(ManifestStaticFilesStorage):
    """Strict names in production; without a collected folder (tests, first start) the plain ones."""

    manifest_strict = False
    # Source maps are not shipped, so what mentions them is left as it is.
    patterns = (("*.css", ManifestStaticFilesStorage.patterns[0][1][:2]),)

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
