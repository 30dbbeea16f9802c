"""script/demo stops all it started, however it is asked to, and starts again at once."""

import os
import signal
import socket
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from portal import embedded
from tests.portal.killing.conftest import PASSWORD
from tests.portal.killing.test_web import answers
from tests.portal.killing.visitor import Visitor
from tests.processes import PATIENCE, children_of, free_port, kill, until

SERVE = """
from portal import demo
from portal.interrupts import stop_on_signals
stop_on_signals()
with demo.servers() as revive:
    demo.serve({port}, {password!r}, revive)
"""

# The child comes to its first step only when the demo is gone.
SLOW_TO_BEGIN = """
import os, subprocess, time
from portal import demo
us, end_with_us = os.getpid(), demo.ending_with_us()
def begin():
    while os.getppid() == us:
        time.sleep(0.05)
    end_with_us()
subprocess.Popen(["sleep", "300"], preexec_fn=begin)
"""


@pytest.fixture
def demo(installation):
    """Start the demo on the installation's data: demo(*words of Python). It brings its own servers."""
    connection.close()
    embedded.stop(installation.home)

    def start(*words):
        alone = {"DATABASE_URL": None, "REDIS_URL": None, "STATIC_ROOT": str(installation.home / "static")}
        return installation.run([sys.executable, *words], **alone)

    return start


def is_closed(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_it_brings_back_what_was_killed_stops_whole_and_starts_again_at_once(installation, demo):
    port = free_port()
    ports = [port, *(urlsplit(address).port for address in installation.addresses.values())]
    for ask in (signal.SIGINT, signal.SIGTERM):
        process = demo("-c", SERVE.format(port=port, password=PASSWORD))
        until(lambda: answers(port, "/readyz") and installation.is_heard())
        visitor = Visitor(port).sign_in("lian", PASSWORD)
        if ask == signal.SIGINT:
            kill(*children_of(process), *installation.broker_processes())
            installation.end_database()
            until(lambda: answers(port, "/readyz") and installation.is_heard())
        assert visitor.get("/dashboard/").status == 200
        os.kill(process.pid, ask)
        assert process.wait(PATIENCE) == 0
        assert installation.processes() == [] and all(is_closed(one) for one in ports)


def test_killed_itself_it_leaves_the_servers_only(installation, demo):
    process = demo("-c", SERVE.format(port=free_port(), password=PASSWORD))
    until(lambda: len(children_of(process)) == 3)
    kill(process.pid)
    servers = {*installation.database_processes(), *installation.broker_processes()}
    until(lambda: servers.issuperset(installation.processes()))


def test_killed_before_its_child_has_begun_it_leaves_no_child(installation):
    process = installation.run([sys.executable, "-c", SLOW_TO_BEGIN])
    until(lambda: children_of(process))
    child = children_of(process)
    kill(process.pid)
    until(lambda: not set(child).intersection(installation.processes()))


@pytest.mark.parametrize("ask", [signal.SIGINT, signal.SIGHUP], ids=["Ctrl-C", "terminal closed"])
def test_interrupted_while_it_sets_up_it_leaves_nothing_running(installation, demo, ask):
    process = demo("-m", "portal.demo", "--no-serve")
    until(lambda: children_of(process) and installation.broker_processes())
    os.kill(process.pid, ask)
    assert process.wait(PATIENCE) == 130
    assert installation.processes() == []


def test_a_taken_port_is_said_and_nothing_is_left(installation, demo):
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = demo("-c", SERVE.format(port=other.getsockname()[1], password=PASSWORD))
        assert process.wait(PATIENCE) == 1
    assert "--port" in installation.log.read_text() and installation.processes() == []
