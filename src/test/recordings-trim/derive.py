#!/usr/bin/env python3
"""Makes a recording for the tests: trims its logs, and writes truth.json from what was measured outside them.

    derive.py RECORDED TRIMMED [--zone Europe/Berlin] [--no-thinning] [--without LOG]...

RECORDED holds log/ (syslog, syslog.rfc3339, ..., wtmp, rotated files), journal.json, journal.short-iso, ground-truth.json
(what the driver of the clients and the sampler of /proc saw), hooks.jsonl (pppd's environment in ip-up.d and ip-down.d) and
config1.0/ (pptpd.conf, pptpd-options). A recording over a crash holds boot1/ and boot2/ with a ground-truth.json each.

No line of a log is ever parsed for a session's truth. Logs are looked at for two things only: which of their lines
another log of the same recording lacks ("lossless"), and whether a session left any line at all ("unlogged").
"""
import argparse, collections, json, math, pathlib, re, shutil, sys

PLAIN = ("syslog", "syslog.rfc3339", "syslog.rfc5424", "syslog.facsev", "journal.short-iso")
JOURNAL_FIELDS = {
    "MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "SYSLOG_PID", "_PID", "_COMM", "_UID", "_TRANSPORT", "_HOSTNAME", "_BOOT_ID",
    "SYSLOG_FACILITY", "SYSLOG_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP", "__CURSOR", "MESSAGE_ID",
    "N_DROPPED", "_EXE"}
ROTATION_STYLES = {"syslog": "numbered", "dateext.log": "dateext", "copytrunc.log": "copytruncate", "create.log": "create"}
THIN_FROM = 400  # a log with fewer "accepting packet" lines is kept whole
KEPT_OF_PACKETS = 20  # of the others every 20th packet's line stays

# What the log says and the truth cannot: (recording, session number) -> fields to add.
DIFFERENCES = {
    ("i", 34): {"lateOctets": 48, "notes": {"octets": "48 more went out after ip-down ran: pppd's second pair of lines says 2795"}},
}

PACKET = re.compile(rb"GRE: accepting packet #(\d+)")
TAGGED = re.compile(rb"(?:^|\s)(pppd|pptpd)(?:\[(\d+)\]:| (\d+) - -)\s*(.*)$")


# --- trimming -------------------------------------------------------------------------------------------------------

def kept(line, thin):
    """Whether a line stays: all but most of pptpd's one line per packet, and the recorder's own traces in kernel lines."""
    if b" kernel: " in line and re.search(rb"command line|/init\.sh", line):
        return False
    packet = PACKET.search(line) if thin else None
    return packet is None or int(packet[1]) % KEPT_OF_PACKETS == 0


def trim_plain(source, target, thin):
    target.write_bytes(b"".join(line for line in source.read_bytes().splitlines(keepends=True) if kept(line, thin)))


def members(line):
    """The members of one flat JSON object as (key, raw text), in their order, untouched."""
    decoder, at = json.JSONDecoder(), 1
    while line[at] != "}":
        key, after = decoder.raw_decode(line, at)
        _, end = decoder.raw_decode(line, after + 1)  # journalctl writes no blanks
        yield key, line[at:end]
        at = end + (line[end] == ",")


def trim_journal(source, target, thin):
    with target.open("wb") as out:
        for line in source.read_bytes().splitlines():
            if kept(line, thin):
                fields = (raw for key, raw in members(line.decode("utf-8")) if key in JOURNAL_FIELDS)
                out.write(b"{" + ",".join(fields).encode("utf-8") + b"}\n")


def rotated_files(log, live):
    return sorted(f for f in log.iterdir() if f.name.startswith(live) and re.fullmatch(r"[.-]\d[-\d]*(\.gz)?", f.name[len(live):]))


# --- what a log holds -----------------------------------------------------------------------------------------------

def tagged_lines(path):
    """The lines of pppd and pptpd as a multiset of (tag, pid, text), comparable over all formats."""
    lines = collections.Counter()
    for raw in path.read_bytes().splitlines():
        if path.name == "journal.json":
            entry = json.loads(raw)
            tag, pid, text = (str(entry.get(k, "")).encode() for k in ("SYSLOG_IDENTIFIER", "SYSLOG_PID", "MESSAGE"))
        else:
            found = TAGGED.search(raw)
            tag, pid, text = (found[1], found[2] or found[3], found[4]) if found else (b"", b"", b"")
        if tag in (b"pppd", b"pptpd"):
            lines[tag, pid, b" ".join(text.replace(b"#011", b"\t").split())] += 1  # "short-iso" has blanks for a TAB
    return lines


def formats(folder):
    held = {name: tagged_lines(folder / name) for name in (*PLAIN, "journal.json") if (folder / name).exists()}
    union = collections.Counter()
    for lines in held.values():
        union |= lines
    return {name: {"lossless": not union - lines, "lostLines": sum((union - lines).values())} for name, lines in held.items()}


# --- ground truth ---------------------------------------------------------------------------------------------------

class Boot:
    """What was measured outside the log between two boots."""

    def __init__(self, folder):
        truth = json.loads((folder / "ground-truth.json").read_text())
        self.truth, self.sessions, self.events = truth, truth["sessions"], truth["events"]
        hooks = [json.loads(line) for line in (folder / "hooks.jsonl").read_text().splitlines()]
        self.elsewhere = {h["pppd_pid"] for h in hooks if h["side"] != "server"}
        self.hooks = [h for h in hooks if h["side"] == "server"]
        self.steps = [e["t"] for e in self.events if e["kind"].startswith("clock")]
        self.crash = next((e["t"] for e in self.events if e["kind"] == "crash-now"), None)
        self.sightings = sorted({t for p in truth["processes"] for t in (p["first"], p["last"])})
        self.by_pid = {p["pid"]: p for p in truth["processes"]}
        self.ticks_began = [p["first"] - p["starttick"] / 100 for p in truth["processes"]]

    def began(self, process):
        """When a process was forked. It was seen at most one period later, so the one seen soonest tells when the ticks
        began; one that was seen after the clock was set is an hour or two off, and has only its like to be measured by."""
        own = process["first"] - process["starttick"] / 100
        return min(t for t in self.ticks_began if abs(t - own) < 60) + process["starttick"] / 100

    def pppds(self):
        """The server's pppd processes that the sampler saw: no forks of one, no client's."""
        for p in self.truth["processes"]:
            parent = self.by_pid.get(p["ppid"], {})
            if (p["comm"] == "pppd" and p["side"] == "server" and p["pid"] not in self.elsewhere
                    and re.match(r"(/usr/sbin/)?pppd ", p["cmdline"]) and parent.get("comm") != "pppd"
                    and not p["cmdline"].startswith("/usr/sbin/pppd /dev/pts/1 passive")):
                yield p

    def service(self, process):
        parent = self.by_pid.get(process["ppid"], {}).get("comm", "pptpctrl")
        return {"xl2tpd": "l2tp", "pppoe-server": "pppoe"}.get(parent, "pptp")

    def stepped(self, n):
        """Whether the clock was set between the first and the last event of a session; events stand in their order."""
        own = [i for i, e in enumerate(self.events) if e.get("n") == n]
        return any(e["kind"].startswith("clock") for e in self.events[own[0]:own[-1]]) if own else False

    def hook(self, pid, event):
        return next((h for h in self.hooks if h["pppd_pid"] == pid and h["event"] == event), None)

    def login(self, up):
        """The wtmp record of a session; the same pid may stand there from before the last boot."""
        return next((w for w in self.truth["wtmp"] if w["pid"] == up["pppd_pid"] and w["user"] and abs(w["t"] - up["t"]) < 20), None)

    def end_of(self, process):
        """Between the last time it was seen and the next look at /proc."""
        after = [t for t in self.sightings if process["last"] < t < process["last"] + 60]
        return [process["last"], after[0] if after else process["last"] + 1]


def mark_unreaped(sessions):
    """A pptpctrl names its pppd when it ends, but only the last one, and not if it is killed first."""
    for session in sessions:
        later = [o for o in sessions if session["controlPid"] and o["controlPid"] == session["controlPid"] and o["pid"] > session["pid"]]
        if later or session.get("endCause") in ("server-pptpctrl-sigkill", "crash"):
            session["unreaped"] = True


def seconds(moments):
    return [round(t, 2) for t in moments]


def name_that_arrived(session):
    """A PPP peer name is at most 255 bytes and ends at a NUL."""
    return bytes.fromhex(session.get("server_peername_hex") or session["user_hex"]).split(b"\0")[0][:255]


def shown_by_pppd(name):
    """pppd's own notation (utils.c, %v), which a name may also be meant as; it cannot be told back."""
    out = ""
    for byte in name:
        if byte & 0x80:
            out, byte = out + "M-", byte & 0x7F
        out += "^" + chr(byte ^ 0x40) if byte < 0x20 or byte == 0x7F else chr(byte)
    return out


def user(name):
    return {"user": name.decode("utf-8", "replace"), "userHex": name.hex()}


def cannot_authenticate(name):
    """With MS-CHAPv2 the hash is over the converted name, so that pppd 2.4.9 refuses all but printable ASCII and TAB."""
    return any(b >= 0x7F or b < 0x20 and b != 9 for b in name)


def came_up(boot, number, pid, process, driver, options):
    up = boot.hook(pid, "ip-up") or boot.hook(pid, "ipv6-up")
    down = boot.hook(pid, "ip-down") or boot.hook(pid, "ipv6-down")
    login = boot.login(up)
    service = boot.service(process) if process else "pptp"
    began = [boot.began(process)] * 2 if process else [up["t"] - 5, up["t"]]
    entry = {"n": number, "service": service, "result": "up", "pid": pid,
             "controlPid": driver.get("pptpctrl_pid") or (process["ppid"] if process and service == "pptp" else None),
             **user(bytes.fromhex(up["peername_hex"])),
             "clientAddress": up["ipparam"] or None, "assignedAddress": up["ipremote"] or None, "serverAddress": up["iplocal"] or None,
             # ip-up.d of a session that is over by then sees no interface; wtmp has it
             "interface": up["ifname"] or (login or {}).get("line"),
             "encryption": "mppe-128" if "require-mppe-128" in options and service == "pptp" else None,
             "startedAt": seconds(began),
             "upAt": seconds([login["t"], login["t"] + 1] if login else [began[0], up["t"]]),
             "endedAt": None, "endCause": driver.get("end_cause"),
             "toClientOctets": None, "fromClientOctets": None, "connectSeconds": None}
    if down:
        entry.update(toClientOctets=down["bytes_sent"], fromClientOctets=down["bytes_rcvd"], connectSeconds=down["connect_time"])
    if driver.get("end_cause") == "crash":
        entry["endedAt"] = seconds([up["t"], boot.crash])
    elif "t_server_pppd_gone" in driver:
        entry["endedAt"] = seconds([driver["t_server_pppd_gone"] - 0.3, driver["t_server_pppd_gone"]])
    elif process:
        entry["endedAt"] = seconds(boot.end_of(process))
    if boot.stepped(driver.get("n")):
        entry["clockStep"] = True
    return entry


def notes_of(session, names_in):
    notes = {}
    if session.get("unreaped"):
        notes["controlPid"] = "no Reaping line names its pptpctrl; other lines may tie them, or null"
    if session["result"] == "up" and session["toClientOctets"] is None:
        notes["octets"] = "no ip-down, no Sent line: pppd had no time (%s); null" % session["endCause"]
    if session["result"] == "up" and names_in == "wtmp":
        notes["user"] = "not in the log (pppd without debug); wtmp has its first 32 bytes"
    if session["result"] == "timeout":
        notes["pid"] = "nobody saw a pppd for this attempt; the log may show one, which must then be failed"
    return notes


def sessions_of(boot, options):
    processes, used, sessions, failures = list(boot.pppds()), set(), [], []
    for s in boot.sessions:
        pid = s.get("server_pppd_pid")
        # a driver knows no server's pid of a login that failed: a pppd for its address that began meanwhile is it
        near = [p for p in processes if p["pid"] not in used and (p["pid"] == pid if pid else
                f"ipparam {s['client_addr']} " in p["cmdline"] + " " and p["pid"] not in {h["pppd_pid"] for h in boot.hooks}
                and s["t_start"] - 1 < boot.began(p) < s.get("t_end", 0) + 1)]
        process = near[0] if near else None
        if process:
            used.add(process["pid"])
        if s["result"] == "up":
            used.add(pid)
            sessions.append(came_up(boot, s["n"], pid, process, s, options))
            continue
        refused = s["result"] == "failed" and (s["client_exit"] == 19 or cannot_authenticate(name_that_arrived(s)))
        sessions.append({"n": s["n"], "service": "pptp", "result": "failed" if process or refused else "timeout",
                         "pid": process["pid"] if process else None, "controlPid": process["ppid"] if process else None,
                         "clientAddress": s["client_addr"],
                         # an attempt waits in the queue of a full server, perhaps until the server is stopped
                         "between": seconds([s["t_start"], s["t_end"] if refused else boot.events[-1]["t"]])})
        if refused:
            failures.append({"n": s["n"], **user(name_that_arrived(s)), "clientAddress": s["client_addr"],
                             "pid": process["pid"] if process else None, "service": "pptp",
                             "between": seconds([s["t_start"], s["t_end"]])})
    for p in processes:
        if p["pid"] in used:
            continue
        number = len(sessions) + 1
        if boot.hook(p["pid"], "ip-up"):
            sessions.append(came_up(boot, number, p["pid"], p, {}, options))
            continue
        service, address = boot.service(p), re.search(r" ipparam (\S+)", p["cmdline"])
        sessions.append({"n": number, "service": service, "result": "failed", "pid": p["pid"],
                         "controlPid": p["ppid"] if service == "pptp" else None,
                         "clientAddress": address[1] if address else None,
                         "between": seconds([boot.began(p), boot.end_of(p)[1]])})
        if service == "pppoe":  # the driver's clients of pppoe are known by their command lines only
            client = max((c for c in boot.truth["processes"] if c["side"] == "client" and c["first"] <= p["first"]),
                         key=lambda c: c["first"])
            failures.append({"n": number, **user(re.search(r" user (\S+)", client["cmdline"])[1].encode()), "clientAddress": None,
                             "pid": p["pid"], "service": service, "between": seconds([p["first"] - 1, p["last"] + 1])})
    return sessions, failures


# --- one recording --------------------------------------------------------------------------------------------------

def configuration(source, folder):
    """pptpd.conf and pppd's options; where none were kept, pppd's debug shows in the log."""
    kept_files = source / "config1.0"
    if kept_files.exists():
        return (kept_files / "pptpd.conf").read_text().split(), (kept_files / "pptpd-options").read_text().split()
    return ["logwtmp"], ["require-mppe-128"] + (["debug"] if b"rcvd [" in (folder / "syslog").read_bytes() else [])


def derive(source, target, zone, thinning, without):
    boots = [Boot(b) for b in (sorted(source.glob("boot*")) or [source])]
    log = (source if len(boots) == 1 else sorted(source.glob("boot*"))[-1]) / "log"
    target.mkdir(parents=True, exist_ok=True)
    thin = thinning and max(len(PACKET.findall(f.read_bytes())) for f in log.iterdir()) >= THIN_FROM

    styles = {live: rotated_files(log, live) for live in ROTATION_STYLES}
    rotated = any(styles.values())
    for path in [log / n for n in PLAIN] + [source / n for n in PLAIN]:
        if path.exists() and path.name not in without and not (rotated and path.name in ROTATION_STYLES):
            trim_plain(path, target / path.name, thin)
    if (source / "journal.json").exists() and "journal.json" not in without:
        trim_journal(source / "journal.json", target / "journal.json", thin)
    shutil.copyfile(log / "wtmp", target / "wtmp")

    truth = boots[-1].truth
    hosts = {"host": truth["hostname"], "zone": zone or "UTC"}
    if not zone and truth["tz"] != "+0000":
        sys.exit(f"{source}: recorded in zone {truth['tz']}: say --zone")
    held = formats(target)
    finish = math.ceil(boots[-1].events[-1]["t"]) + 1
    document = {"recording": target.name, **hosts, "modified": finish, "formats": held}
    if rotated:
        turns = [e["t"] for e in truth["events"] if e["kind"] == "rotated"]
        document["rotations"] = {}
        for live, old in styles.items():
            for path in [*old, log / live]:
                shutil.copyfile(path, target / path.name)
            ages = sorted(old, key=lambda f: age(f.name, live), reverse=True)
            document["rotations"][ROTATION_STYLES[live]] = {
                "live": live, "modified": {**{f.name: math.ceil(t) for f, t in zip(ages, turns)}, live: finish}}

    conf, options = configuration(source, target)
    hooked = b" pptpd-monitor: event=" in (target / "syslog").read_bytes()
    names_in = "log" if "debug" in options or hooked else "wtmp" if "logwtmp" in conf else None
    document["namesIn"] = names_in
    if boots[0].steps:
        document["clockStep"] = True
    if zone:
        document["formats"]["syslog"]["ambiguousStamps"] = "autumn" in target.name
    document["sessions"], document["failures"] = [], []
    everything = b"".join((target / name).read_bytes() for name in held)
    for number, boot in enumerate(boots, 1):
        sessions, failures = sessions_of(boot, options)
        mark_unreaped(sessions)
        for entry in sessions + failures:
            if len(boots) > 1:
                entry["boot"] = number
            entry.update(DIFFERENCES.get((target.name, entry["n"]), {}))
        for session in sessions:
            notes = notes_of(session, names_in)
            if session["pid"] and not re.search(rb'(\[%d\]:| %d - -|_PID":"%d")' % ((session["pid"],) * 3), everything):
                session["unlogged"], notes["unlogged"] = True, "no line of it was on the disk when the host crashed"
            if notes:
                session["notes"] = {**session.get("notes", {}), **notes}
        for failure in failures:
            name = bytes.fromhex(failure["userHex"])
            if names_in != "log" and shown_by_pppd(name) != name.decode("utf-8", "replace"):
                failure["userAlso"] = shown_by_pppd(name)
        document["sessions"] += sessions
        document["failures"] += failures
    (target / "truth.json").write_text(legible(document))


def age(name, live):
    """How old a rotated file is: a number counts up, a date (or second) counts down."""
    rest = re.sub(r"\.gz$", "", name[len(live):])
    return int(rest[1:]) if rest.startswith(".") else -int(rest.split("-")[-1])


def legible(document):
    """JSON with one line per session: to be read and to be compared by people."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list):
            rows = ",\n    ".join(json.dumps(row) for row in value)
            lines.append(f"  {json.dumps(key)}: [\n    {rows}\n  ]" if value else f"  {json.dumps(key)}: []")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("recorded", type=pathlib.Path)
    arguments.add_argument("trimmed", type=pathlib.Path)
    arguments.add_argument("--zone", help="where the host's clock was set to, as in Europe/Berlin; default UTC")
    arguments.add_argument("--no-thinning", dest="thinning", action="store_false", help="keep every packet's line")
    arguments.add_argument("--without", action="append", default=[], metavar="LOG", help="leave this file out, as in journal.json")
    given = arguments.parse_args()
    derive(given.recorded, given.trimmed, given.zone, given.thinning, given.without)
