"""Frames between this process and the scanner: a letter, a length of four bytes, so many bytes."""

import os
import struct
import sys


class Judge:
    """The scanner, at the other end of standard input and output."""

    def __init__(self):
        # What a library prints must not get between the frames.
        self.output = os.fdopen(os.dup(1), "wb")
        self.input = os.fdopen(os.dup(0), "rb")
        os.dup2(2, 1)
        null = os.open("/dev/null", os.O_RDONLY)
        os.dup2(null, 0)

    def send(self, kind, data):
        self.output.write(kind + struct.pack(">I", len(data)) + data)
        self.output.flush()

    def ask(self, programs):
        """Sends programs; `answers` receives what the scanner says of them."""
        parts = [struct.pack(">I", len(programs))]
        for data in programs:
            parts += [struct.pack(">I", len(data)), data]
        self.send(b"B", b"".join(parts))

    def answers(self, count):
        verdicts = self.input.read(count)
        if len(verdicts) != count:
            raise EOFError("the scanner went away")
        return verdicts

    def verdicts(self, programs):
        """The verdict of each program; 0 is clean."""
        if not programs:
            return b""
        self.ask(programs)
        return self.answers(len(programs))

    def is_clean(self, data):
        return self.verdicts([data]) == b"\0"

    def line(self, text):
        self.send(b"L", text.encode("utf-8", "replace"))

    def finding(self, text):
        self.send(b"F", text.encode("utf-8", "replace"))

    def counts(self, *numbers):
        self.send(b"C", struct.pack(f">{len(numbers)}q", *numbers))

    def report(self, text):
        self.send(b"R", text.encode())
        sys.stderr.flush()
