"""Sessions in the database, each with its owner, so that they can be listed and ended."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        from portal.people.models import Session

        return Session

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        person = data.get("_auth_user_id")
        session.person_id = int(person) if person else None
        session.address = data.get("address")
        session.device = data.get("device", "")[:200]
        if public_id := data.get("public_id"):
            session.public_id = public_id
        return session
