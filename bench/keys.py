#!/usr/bin/env python3
"""What a key costs a screen program: its own work, not the machine's.

keys.py COMMAND READY STEP...

COMMAND runs by sh -c exec on a terminal of 24x80; READY is the text of its
first screen.  A STEP is NAME=COUNT=KEYS (as "page=50=\\x1b[6~").  After each
key the program is given time until it has neither written nor worked for 30
ms; what counts is the processor time it took (/proc/PID/schedstat), so that
others on the machine do not.  Prints for each step the median, the 99th of a
hundred and the most, in ms, the bytes written a key, and the memory.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time


def worked(pid):
    """Milliseconds on a processor."""
    with open("/proc/%d/schedstat" % pid) as stat:
        return int(stat.read().split()[0]) / 1e6


def memory(pid):
    """The most it has held, in MiB."""
    with open("/proc/%d/status" % pid) as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return 0


def settle(pid, main, quiet=0.03, most=60):
    """Reads until it neither writes nor works; what was written."""
    out = b""
    last = worked(pid)
    end = time.monotonic() + most
    while time.monotonic() < end:
        if select.select([main], [], [], quiet)[0]:
            out += os.read(main, 65536)
            continue
        now = worked(pid)
        if now - last < 0.05:
            break
        last = now
    return out


def main():
    command, ready, steps = sys.argv[1], sys.argv[2], sys.argv[3:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execvp("sh", ["sh", "-c", "exec " + command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ,
                struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    end = time.monotonic() + 60
    while ready.encode() not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536)
    first = worked(pid)
    settle(pid, terminal, 0.1)
    print("%-16s %8.1f ms to the first screen, %.1f with what follows" %
          ("start", first, worked(pid)))
    for step in steps:
        name, count, keys = step.split("=", 2)
        keys = keys.encode().decode("unicode_escape").encode("latin-1")
        costs, size = [], 0
        for _ in range(int(count)):
            before = worked(pid)
            os.write(terminal, keys)
            size += len(settle(pid, terminal))
            costs.append(worked(pid) - before)
        costs.sort()
        print("%-16s p50 %8.2f  p99 %8.2f  most %8.2f ms  %7d bytes" %
              (name, costs[len(costs) // 2], costs[len(costs) * 99 // 100],
               costs[-1], size // int(count)))
    print("%-16s %8.1f MiB" % ("memory", memory(pid)))
    os.kill(pid, 9)


main()
