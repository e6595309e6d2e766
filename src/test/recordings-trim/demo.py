#!/usr/bin/env python3
"""Cuts a recording off while users are on, for the demo: demo.py RECORDED TARGET UNTIL (seconds since 1970).

The RFC 3339 log is taken, since its stamps keep their year whenever the file was checked out, and wtmp agrees with them.
"""
import datetime, pathlib, struct, sys

import derive

WTMP_RECORD, WTMP_SECONDS = 384, 340  # utmp(5) on amd64: size of a record, offset of tv_sec


def cut_log(source, target, until):
    lines = source.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join(
        line for line in lines
        if datetime.datetime.fromisoformat(line.split(b" ", 1)[0].decode()).timestamp() <= until and derive.kept(line, True)))


def cut_wtmp(source, target, until):
    whole = source.read_bytes()
    records = (whole[at:at + WTMP_RECORD] for at in range(0, len(whole), WTMP_RECORD))
    target.write_bytes(b"".join(r for r in records if struct.unpack_from("<i", r, WTMP_SECONDS)[0] <= until))


if __name__ == "__main__":
    recorded, folder, until = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), float(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    cut_log(recorded / "log/syslog.rfc3339", folder / "syslog", until)
    cut_wtmp(recorded / "log/wtmp", folder / "wtmp", until)
