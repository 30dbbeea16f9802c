"""Sessions in the database, each with its owner, so that they can be listed and ended."""

import uuid
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from portal.people.addresses import client_address


class SessionStore(DatabaseStore):
    """Every save writes the whole row anew, so what the columns hold is kept in the session's data."""

    @classmethod
    def get_model_class(cls):
        from portal.people.models import Session

        return Session

    def cycle_key(self):
        # For a moment the row of the old key stands beside the new one; two rows cannot have one public number.
        if device := self.get("device"):
            self["device"] = {**device, "id": str(uuid.uuid4())}
        super().cycle_key()

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        person = data.get("_auth_user_id")
        session.person_id = int(person) if person else None
        if device := data.get("device"):
            session.public_id = uuid.UUID(device["id"])
            session.began_at = datetime.fromisoformat(device["began"])
            session.address = device["address"]
            session.device = device["agent"]
        return session


def describe_device(request):
    """Keep with a session that just began: when, where from, and with what."""
    request.session["device"] = {
        "id": str(uuid.uuid4()),
        "began": timezone.now().isoformat(),
        "address": client_address(request),
        "agent": request.META.get("HTTP_USER_AGENT", "")[:200],
    }
