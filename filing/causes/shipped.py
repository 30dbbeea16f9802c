"""The lists that come with the portal, from `data/`: read once, when first asked for."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from filing.causes.catalogue import Catalogue, Cause, CauseList

DATA = Path(__file__).with_name("data")


def _rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def synonyms():
    """(everyday word, names of the causes it means), in file order."""
    return tuple(
        (word, tuple(row["causes"].split())) for row in _rows("synonyms.csv") for word in row["words"].split()
    )


@cache
def renamed():
    """(version, name there, name in the next list)."""
    return tuple(
        (row["version"], row["name"], heir) for row in _rows("renamed.csv") for heir in row["heirs"].split()
    )


@cache
def lists():
    """The editions, without those that staff imported."""
    return tuple(
        CauseList(
            version=row["version"],
            begins=date.fromisoformat(row["begins"]),
            source=row["source"],
            causes=tuple(_causes(row["version"])),
            synonyms=synonyms(),
        )
        for row in _rows("lists.csv")
    )


def _causes(version):
    for row in _rows(f"{version}.csv"):
        yield Cause(
            version, row["code"], row["parent"], int(row["level"]), row["number"], row["name"], row["pinyin"]
        )


@cache
def catalogue():
    return Catalogue(lists(), renamed())
