#!/usr/bin/env python3
"""Time from the start of a screen program until a text stands on it.

firstscreen.py [-n ROUNDS] [-s LINESxCOLUMNS] COMMAND STEPS [COMMAND STEPS]...

COMMAND runs by sh on a terminal of its own.  STEPS are parted by '|': a
text to wait for, or '<keys' to send.  The programs run in turn, a first
round is not counted.  Prints for each: the medians of the milliseconds
until the first and until the last text, and of the last one's ratio to
that of the first program.

A text counts as seen when its bytes have come: both kinds of program write
a cell's text in one piece on an empty screen.  Nothing is parsed, so the
clock stops within some microseconds of the program's write.
"""
import argparse
import fcntl
import os
import select
import signal
import statistics
import struct
import sys
import termios
import time

LIMIT = 60  # seconds for a text


def start(command, lines, columns):
    """The child's id and its terminal."""
    main, side = os.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ,
                struct.pack("HHHH", lines, columns, 0, 0))
    name = os.ttyname(side)
    env = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8")
    env.pop("LINES", None)
    env.pop("COLUMNS", None)
    os.set_inheritable(main, False)
    child = os.posix_spawn(
        "/bin/sh", ["sh", "-c", "exec " + command], env, setsid=True,
        file_actions=[(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
                      (os.POSIX_SPAWN_DUP2, 0, 1),
                      (os.POSIX_SPAWN_DUP2, 0, 2)])
    os.close(side)
    return child, main


def wait_for(terminal, text, since):
    """Milliseconds since `since` until the text has come."""
    seen = b""
    end = time.monotonic() + LIMIT
    while text not in seen:
        left = end - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            raise TimeoutError(seen)
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            raise TimeoutError(seen) from None
    return (time.monotonic() - since) * 1e3


def run(command, steps, size):
    """Milliseconds until each text of the steps."""
    since = time.monotonic()
    child, terminal = start(command, *size)
    times = []
    try:
        for step in steps:
            if step.startswith("<"):
                os.write(terminal, step[1:].encode())
            else:
                times.append(wait_for(terminal, step.encode(), since))
    finally:
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(child, 0)
        os.close(terminal)
    return times


def main():
    """Runs the programs in turn and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=15)
    parser.add_argument("-s", default="40x160")
    parser.add_argument("words", nargs="+")
    asked = parser.parse_args()
    size = [int(n) for n in asked.s.split("x")]
    commands = asked.words[::2]
    steps = [words.split("|") for words in asked.words[1::2]]
    if len(commands) != len(steps):
        parser.error("a command without steps")
    times = [[] for _ in commands]
    for turn in range(-1, asked.n):
        for i, command in enumerate(commands):
            try:
                took = run(command, steps[i], size)
            except TimeoutError as seen:
                sys.exit("firstscreen: %s: a text did not come: %s"
                         % (command, seen.args[0][-2000:]))
            if turn >= 0:
                times[i].append(took)
    for took in times:
        ratio = statistics.median(
            a[-1] / b[-1] for a, b in zip(took, times[0]))
        print("%.2f %.2f %.2f" % (
            statistics.median(t[0] for t in took),
            statistics.median(t[-1] for t in took), ratio))


if __name__ == "__main__":
    main()
