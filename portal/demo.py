"""`script/demo`: the demo district with its true figures, and web, worker and beat until Ctrl-C."""

import argparse
import ctypes
import datetime
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from portal.embedded import folder, servers
from portal.interrupts import ignore_signals, stop_on_signals, uninterrupted

HOME = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1  # linux/prctl.h
MOST_ENDS = 20  # of children; more is no accident
CELERY = [sys.executable, "-m", "celery", "-A", "portal"]
PUBLISHED = datetime.timedelta(days=35)  # so far back there are daily, weekly and monthly rankings
PEOPLE = [  # user name, role's name for the table
    ("lian", "中院立案庭 · division", "division"),
    ("chuangkou", "和龙林院窗口 · window clerk", "clerk"),
    ("faguan", "和龙林院立案法官 · filing judge", "filing_judge"),
    ("tiaojie", "和龙林院调解员 · mediator", "mediator"),
    ("shenpan", "和龙林院审判员 · judge", "judge"),
    ("lingdao", "和龙林院带班院领导 · duty leader", "duty_leader"),
    ("zhuanren", "敦化林院专人 · watcher", "watcher"),
    ("guanli", "管理员 · administrator", "administrator"),
]


def main():
    options = arguments()
    began = time.monotonic()
    with servers() as revive:
        password = demo_password()
        command("migrate", "--verbosity", "0")
        command("make_partitions")
        command("collectstatic", "--no-input", "--verbosity", "0")
        truth = folder() / "truth.json"
        command(
            "seed_district",
            "--courts",
            "6",
            "--years",
            "2",
            "--cases",
            "300",
            "--seed",
            "7",
            "--truth",
            truth,
            env={"DEMO_PASSWORD": password},
        )
        command("roll_up", "--all")
        command("compare_truth", truth)
        command("run_jobs", "--since", datetime.date.today() - PUBLISHED)
        say(
            f"设置完成，用时 {time.monotonic() - began:.0f} 秒 / ready after {time.monotonic() - began:.0f} s"
        )
        if not options.no_serve:
            serve(options.port, password, revive)


def arguments():
    parser = argparse.ArgumentParser(prog="script/demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="set up, load, one complete roll-up, exit")
    return parser.parse_args()


def command(*words, env=None):
    """One management command, in a process of its own; its failure ends the demo."""
    words = [sys.executable, "manage.py", *map(str, words)]
    children = []
    try:
        with uninterrupted():
            children.append(subprocess.Popen(words, cwd=HOME, env={**os.environ, **(env or {})}))
        if failure := children[0].wait():
            raise subprocess.CalledProcessError(failure, words)
    finally:
        for child in children:
            child.kill()  # does nothing to one that has ended
            child.wait()


def demo_password():
    """Made once and kept beside the embedded servers; nobody else's installation has the same."""
    path = folder() / "demo.json"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(json.dumps({"password": secrets.token_urlsafe(9)}))
    return json.loads(path.read_text())["password"]


def serve(port, password, revive):
    if busy(port):
        sys.exit(
            f"端口 {port} 已被占用，请用 --port 换一个。 / Port {port} is taken; choose another with --port."
        )
    ways = web(port), worker(), beat(folder() / "beat-schedule")
    log = open(folder() / "demo.log", "ab")  # noqa: SIM115 - the children write to it as long as they live
    children = []
    try:
        with uninterrupted():
            children += [begin(words, log) for words in ways]
        wait_for(port)
        announce(port, password, log.name)
        for _end in range(MOST_ENDS):
            place = next_ended(children, revive)
            say(
                f"一个进程意外结束，现重新启动 / a process ended unexpectedly and is started again, see {log.name}"
            )
            with uninterrupted():
                children[place] = begin(ways[place], log)
        sys.exit(f"进程一再结束，请看 {log.name} / processes end again and again, see {log.name}")
    except KeyboardInterrupt:
        say("正在停止 / stopping")
    finally:
        end(children)


def begin(words, log):
    """A child in a group of its own, which Ctrl-C does not reach."""
    return subprocess.Popen(
        words, cwd=HOME, stdout=log, stderr=log, start_new_session=True, preexec_fn=ending_with_us()
    )


def ending_with_us():
    """What a child does first of all: it has the kernel ask it to end should we be killed."""
    parent = os.getpid()

    def end_with_parent():
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)  # we were killed before the kernel knew of it

    return end_with_parent


def next_ended(children, revive):
    """Wait for one of the children to end and return its place; bring the servers back meanwhile."""
    while True:
        for place, child in enumerate(children):
            if child.poll() is not None:
                return place
        revive()
        time.sleep(0.5)


def web(port):
    """The words that start the web server."""
    return [
        sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "python:portal.serving",
        "--bind", f"127.0.0.1:{port}",
    ]  # fmt: skip


def worker():
    return [*CELERY, "worker", "--concurrency", "2", "--loglevel", "WARNING"]


def beat(schedule):
    return [*CELERY, "beat", "--loglevel", "WARNING", "--schedule", str(schedule)]


def end(children):
    """Stop the children, whatever else is asked meanwhile; what does not go in time is killed with all it started."""
    ignore_signals()
    for child in children:
        child.terminate()
    deadline = time.monotonic() + 20
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def wait_for(port):
    deadline = time.monotonic() + 30
    while not busy(port):
        if time.monotonic() > deadline:
            sys.exit(f"网页服务没有启动，请看 {folder() / 'demo.log'} / the web server did not start")
        time.sleep(0.1)


def busy(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def announce(port, password, log):
    say(f"\n松庭  http://127.0.0.1:{port}/")
    say(f"密码 / password: {password}")
    for name, role, _role in PEOPLE:
        say(f"  {name:<10} {role}")
    say(f"日志 / log: {log}\nCtrl-C 停止 / stops everything\n")


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    stop_on_signals()
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)  # during the set-up; nothing of it runs on
