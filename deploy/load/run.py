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
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise SystemExit("No nginx here; on Debian and Ubuntu: apt-get install nginx-light")
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
            processes.append(subprocess.Popen([nginx, "-p", folder, "-c", configuration(Path(folder), front, ports)]))
            wait_for(front)
            users = {"Dragger": asked.draggers, "Script": 6, "Uploader": 1, "Hostile": 4}
            locust = subprocess.Popen(
                [*asked.locust.split(), "--headless", "--only-summary", "-f", str(HERE / "users.py"), *users,
                 "--users", str(sum(users.values())), "--spawn-rate", "30", "--run-time", f"{asked.seconds}s",
                 "--host", f"http://127.0.0.1:{front}", "--csv", f"{folder}/load"],
                env=os.environ | {"USERS": json.dumps(users)}, cwd=folder,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            processes.append(locust)
            begun, memory = time.monotonic(), []
            disturbed = asked.chaos == "none"
            while locust.poll() is None:
                if time.monotonic() - begun > asked.seconds + 60:
                    raise SystemExit("locust did not end")
                time.sleep(1)
                memory.append(sum(memory_of(one.pid) for one in started.values()))
                if not disturbed and time.monotonic() - begun > asked.seconds / 3:
                    disturbed = True
                    disturb(asked.chaos, ports, started, start)
            tell(Path(folder), memory)
            processes.remove(locust)
        finally:
            for one in [*processes, *started.values()]:
                one.terminate()
            for one in [*processes, *started.values()]:
                one.wait(20)


def configuration(folder: Path, front: int, ports: list[int]) -> str:
    """nginx as deploy/nginx.conf has it, but for ports and folders; gives the file's name."""
    text = (HERE.parent / "nginx.conf").read_text(encoding="utf-8")
    servers = "\n".join(f"    server 127.0.0.1:{port} max_fails=3 fail_timeout=2s;" for port in ports)
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


def tell(folder: Path, memory: list[float]) -> None:
    """Print what locust has counted."""
    with (folder / "load_stats.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            print(
                f"{row['Name']:<16} {row['Request Count']:>7} requests {float(row['Requests/s']):7.1f}/s   p50 "
                f"{row['50%']:>5} p95 {row['95%']:>5} p99 {row['99%']:>5} ms   {row['Failure Count']} errors"
            )
    print((folder / "load_failures.csv").read_text(encoding="utf-8").partition("\n")[2].strip() or "no errors")
    warm = memory[len(memory) // 4 :]
    print(f"memory of the replicas together: {warm[0]:.0f} MB after warm-up, {warm[-1]:.0f} MB at the end")


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, what they share counted once [MB]."""
    total = 0.0
    try:
        pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
        for one in pids:
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
