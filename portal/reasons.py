"""Reasons as values: a sentence with its basis, translated when shown."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of a suggestion; `kind` names it for programs and tests."""

    kind: str
    sentence: object
    basis: object = ""
    values: dict = field(default_factory=dict)

    @property
    def text(self):
        return str(self.sentence) % self.values


def giving(sentences):
    """A function reason(kind, basis, **values) that speaks these sentences ({kind: lazy text})."""

    def reason(kind, basis="", **values):
        return Reason(kind, sentences[kind], basis, values)

    return reason
