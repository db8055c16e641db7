"""Load on this machine alone: nginx and three replicas on loopback, locust's users, and what is killed meanwhile.

    python deploy/load/run.py [--seconds 60] [--draggers 60] [--chaos none|worker|replica|rolling]

What a client of nginx sees is printed at the end: throughput, quantiles, errors, and the replicas' memory.
"""

import argparse
import csv
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REPLICAS = 3


def main() -> None:
    """Start everything, load it, tell, and stop everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--draggers", type=int, default=60)
    parser.add_argument("--chaos", choices=("none", "worker", "replica", "rolling"), default="none")
    parser.add_argument("--server", default=str(Path(sys.executable).with_name("cablescope")))
    parser.add_argument("--locust", default="locust")
    asked = parser.parse_args()
    nginx = program("nginx", "on Debian and Ubuntu: apt-get install nginx-light")
    locust = program(asked.locust, "`make load` installs it")
    front, *ports = free_ports(REPLICAS + 1)
    started: dict[int, subprocess.Popen[bytes]] = {}

    def start(port: int) -> None:
        environment = os.environ | {"PORT": str(port), "WEB_CONCURRENCY": "1", "CABLESCOPE_PROXIES": "1"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started[port] = subprocess.Popen(asked.server.split(), cwd=ROOT, env=environment, **quiet)

    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # nginx keeps its cache in it, as another user when root starts it
        processes: list[subprocess.Popen[bytes]] = []
        try:
            for port in ports:
                start(port)
            for port in ports:
                wait_for(port)
            proxy = subprocess.Popen([nginx, "-p", folder, "-c", configuration(Path(folder), front, ports)])
            processes.append(proxy)
            wait_for(front)
            parts = {"replicas": [one.pid for one in started.values()], "nginx": [proxy.pid]}
            before = {name: sum(map(cpu_time, pids)) for name, pids in parts.items()}
            users = {"Dragger": asked.draggers, "Script": 6, "Uploader": 1, "Hostile": 4}
            visitors = subprocess.Popen(
                [locust, "--headless", "--only-summary", "-f", str(HERE / "users.py"), *users,
                 "--users", str(sum(users.values())), "--spawn-rate", "30", "--run-time", f"{asked.seconds}s",
                 "--host", f"http://127.0.0.1:{front}", "--csv", f"{folder}/load"],
                env=os.environ | {"USERS": json.dumps(users)}, cwd=folder,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            processes.append(visitors)
            parts["locust"] = [visitors.pid]
            begun, minute = time.monotonic(), 0
            used: dict[str, float] = {}
            disturbed = asked.chaos == "none"
            while visitors.poll() is None:
                if time.monotonic() - begun > asked.seconds + 60:
                    raise SystemExit("locust did not end")
                time.sleep(1)
                passed = time.monotonic() - begun
                if passed >= 60 * minute:
                    memory = " ".join(f"{memory_of(started[port].pid):.0f}" for port in ports)
                    print(f"memory of each replica after {minute} min: {memory} MB", flush=True)
                    minute += 1
                if asked.chaos == "none" and visitors.poll() is None:
                    used = {name: sum(map(cpu_time, pids)) - before.get(name, 0) for name, pids in parts.items()}
                    used = {name: seconds / passed for name, seconds in used.items()}
                if not disturbed and passed > asked.seconds / 3:
                    disturbed = True
                    disturb(asked.chaos, ports, started, start)
            tell(Path(folder), used)
            processes.remove(visitors)
        finally:
            for one in [*processes, *started.values()]:
                one.terminate()
            for one in [*processes, *started.values()]:
                one.wait(20)


def program(name: str, where_from: str) -> str:
    """Path of a program, good in any folder."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise SystemExit(f"No {name} here; {where_from}")
    return os.path.abspath(found)


def configuration(folder: Path, front: int, ports: list[int]) -> str:
    """nginx as deploy/nginx.conf has it, but for ports and folders; gives the file's name."""
    text = (HERE.parent / "nginx.conf").read_text(encoding="utf-8")
    servers = "\n".join(f"    server 127.0.0.1:{port} max_fails=3 fail_timeout=1s;" for port in ports)
    text, replaced = re.subn(r"^ +server cablescope:8050 .*$", servers, text, flags=re.MULTILINE)
    assert replaced == 1
    text = text.replace("listen 80;", f"listen 127.0.0.1:{front};").replace("/tmp/cablescope", f"{folder}/cache")
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; worker_processes 1; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{ access_log off;\n{paths}{text}\n}}\n",
        encoding="utf-8",
    )
    return str(path)


def disturb(chaos: str, ports: list[int], started: dict[int, subprocess.Popen[bytes]], start: object) -> None:
    """Kill a worker or a replica, or renew one replica after the other; say how soon all answered again."""
    assert callable(start)
    for port in ports if chaos == "rolling" else ports[:1]:
        begun = time.monotonic()
        if chaos == "worker":
            (child,) = Path(f"/proc/{started[port].pid}/task/{started[port].pid}/children").read_text().split()
            os.kill(int(child), signal.SIGKILL)
        elif chaos == "replica":
            for child in Path(f"/proc/{started[port].pid}/task/{started[port].pid}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)
            started[port].kill()
        else:
            started[port].terminate()
        if chaos != "worker":
            started[port].wait(20)
            print(f"{chaos}: gone after {time.monotonic() - begun:.2f} s")
            start(port)
        wait_for(port)
        print(f"{chaos}: port {port} answers again after {time.monotonic() - begun:.2f} s", flush=True)


def tell(folder: Path, used: dict[str, float]) -> None:
    """Print what locust has counted, and the cores that were used by each part."""
    with (folder / "load_stats.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            print(
                f"{row['Name']:<16} {row['Request Count']:>7} requests {float(row['Requests/s']):7.1f}/s   p50 "
                f"{row['50%']:>5} p95 {row['95%']:>5} p99 {row['99%']:>5} ms   {row['Failure Count']} errors"
            )
    print((folder / "load_failures.csv").read_text(encoding="utf-8").partition("\n")[2].strip() or "no errors")
    if used:
        print("cores used:", ", ".join(f"{name} {cores:.2f}" for name, cores in used.items()))
    print("load average at the end:", *(f"{load:.1f}" for load in os.getloadavg()))


def family(pid: int) -> list[int]:
    """A process and its children."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def cpu_time(pid: int) -> float:
    """What a process, and the children that it has and had, have used of the processors [s]; 0 once it has ended."""
    ticks = 0
    try:
        for one in family(pid):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))  # utime, stime, and the same of children that have ended
    except OSError:
        return 0.0
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, what they share counted once [MB]."""
    total = 0.0
    try:
        for one in family(pid):
            found = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
            total += int(found[1]) / 1024 if found else 0
    except OSError:  # it has just ended
        pass
    return total


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(port: int) -> None:
    """Until a server answers."""
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5):
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"nothing answers at port {port}")


if __name__ == "__main__":
    main()
