"""The law as functions: quotes against a bracket loop by hand, cause search against a substring scan, the API against an
empty answer that is throttled and rendered alike."""

import datetime
import os
import subprocess
import sys
import tempfile
import time
from decimal import ROUND_HALF_UP, Decimal

from bench.ground import HOME, alternated, ground, options, percentile, report

DAY = datetime.date(2026, 3, 2)
EDGES = [10_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 10**12]
RATES = ["0.025", "0.02", "0.015", "0.01", "0.009", "0.008", "0.007", "0.006", "0.005"]
WORDS = ["欠钱", "离婚", "交通事故", "林地承包", "民间借贷", "合同", "纠纷", "拖欠工资", "劳务", "公司", "他欠我的钱一直不还",
         "mjjd", "lycb", "minjian", "hetong", "jiaotong", "137", "8(1)", "리혼", "没有这样的案由", "zzzz"]  # fmt: skip
ADDRESSES = (
    "/api/v1/fees/quote/?kind=property&amount=350000&halved_by=mediation",
    "/api/v1/causes/?q=mjjd",
    "/api/v1/case-numbers/parse/?text=(2024)吉7502民初22号",
)
ROOMS = (
    "filing.causes",
    "filing.casenumbers",
    "filing.fees",
    "filing.jurisdiction",
    "filing.track",
    "portal.asking",
    "tomllib",
)


def main():
    size = options("law", amounts=2000, requests=300)
    requests = size.requests * (16 if size.full else 1)
    os.environ["THROTTLE_ANONYMOUS"] = "1000000/second"
    with ground(courts=6):
        rows = quotes(size.amounts) + searches() + api(requests)
    report("law", [*rows, ("start-up of these rooms, ms", start_up(), "≤ 50")])


def quotes(count):
    from filing.fees.quoting import quote

    amounts = [Decimal(n * 7919 % 30_000_000) + Decimal("0.37") for n in range(count)]
    assert all(quote("property", (amount,), on=DAY).fee == by_hand(amount) for amount in amounts)
    ours, hand = alternated(
        lambda: [quote("property", (amount,), on=DAY) for amount in amounts],
        lambda: [by_hand(amount) for amount in amounts],
    )
    return [
        ("quotes a second", count / ours, ""),
        ("by hand, a second", count / hand, ""),
        ("quotes ÷ by hand", hand / ours, "≥ 0.2"),
    ]


TIERS = [
    (Decimal(low), Decimal(high), Decimal(rate))
    for low, high, rate in zip(EDGES, EDGES[1:], RATES, strict=False)
]


def by_hand(amount):
    """The property scale as one would write it in a loop."""
    fee = Decimal(50)
    for low, high, rate in TIERS:
        if amount <= low:
            break
        fee += (min(amount, high) - low) * rate
    return fee.quantize(Decimal("0.01"), ROUND_HALF_UP)


def searches():
    from filing import causes

    editions = [causes.list("2020"), causes.list("2025")]
    names = [[cause.name for cause in edition.causes] for edition in editions]
    for edition in editions:
        edition.search("欠钱")
    found, scanned = [], []
    for word in WORDS:
        ours, scan = alternated(
            lambda word=word: [edition.search(word) for edition in editions],
            lambda word=word: [[name for name in held if word in name] for held in names],
            rounds=41,
        )
        found.append(ours)
        scanned.append(scan)
    ours, scan = percentile(found, 0.95), percentile(scanned, 0.95)
    return [
        ("cause search over both lists, p95 ms", ours * 1000, "≤ 20"),
        ("substring scan of the names, p95 ms", scan * 1000, ""),
        ("search ÷ scan", ours / scan, "≤ 5"),
    ]


def api(count):
    from django.test import Client, override_settings

    times = {address: [] for address in ("/bench/open/", "/bench/answer/", *ADDRESSES)}
    with override_settings(ROOT_URLCONF="bench.pages"):
        client = Client(headers={"host": "localhost"})
        assert all(client.get(address).status_code == 200 for address in times)
        for warm in range(20 + count):
            for address, held in times.items():
                seconds = taken(lambda address=address: client.get(address))
                if warm >= 20:
                    held.append(seconds)
    page = percentile(times.pop("/bench/open/"), 0.95)
    empty = percentile(times.pop("/bench/answer/"), 0.95)
    rows = [
        ("an empty page, p95 ms", page * 1000, ""),
        ("an empty answer of the API, p95 ms", empty * 1000, ""),
    ]
    for address, held in times.items():
        rows.append((f"{address.partition('?')[0]} ÷ empty, p95", percentile(held, 0.95) / empty, "≤ 2.5"))
    return rows


START = f"""
import django, sys, time, importlib
django.setup()
import portal.urls
names = [name for name in sys.modules if name.startswith({ROOMS!r}) and not name.endswith(".models")]
for name in names:
    del sys.modules[name]
begun = time.process_time()
for name in names:
    importlib.import_module(name)
print((time.process_time() - begun) * 1000)
"""


def start_up():
    """CPU milliseconds to import the modules of these rooms (models aside, which can be made once only); least of 5."""
    command = [sys.executable, "-c", START]
    # As an installed portal starts: from compiled modules, which the first run makes.
    with tempfile.TemporaryDirectory(prefix="songting-bench-") as compiled:
        environment = {
            **os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled,
            "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
            "REDIS_URL": "redis://127.0.0.1:1/0",
        }  # fmt: skip
        runs = [
            subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True, check=True)
            for _ in range(5)
        ]
    return min(float(run.stdout.split()[-1]) for run in runs)


def taken(function):
    begun = time.perf_counter()
    function()
    return time.perf_counter() - begun
