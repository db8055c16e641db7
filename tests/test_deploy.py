"""deploy/: manifests against the schemas of Kubernetes, and what each file says against the app."""

import importlib.util
import json
import re
import shutil
import socket
import subprocess
import threading
import time
import tomllib
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from types import ModuleType
from typing import Any

import kubernetes_validate
import pytest
import yaml

from app import __version__, cli
from app.common.heavy import RETRY_AFTER
from app.main import server
from app.observe import REFUSALS, REQUESTS, SECONDS, STARTED

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
KUSTOMIZATION = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))
MANIFESTS = {
    name: yaml.safe_load((DEPLOY / "kubernetes" / name).read_text(encoding="utf-8"))
    for name in KUSTOMIZATION["resources"]
}


def built() -> list[dict[str, Any]]:
    """The manifests as kustomize makes them, where kubectl is; else with the labels put in here."""
    if shutil.which("kubectl"):
        command = ["kubectl", "kustomize", str(DEPLOY / "kubernetes")]
        made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return list(yaml.safe_load_all(made.stdout))
    labels = KUSTOMIZATION["labels"][0]["pairs"]
    deployment = MANIFESTS["deployment.yaml"]
    deployment["spec"]["selector"] = {"matchLabels": labels}
    deployment["spec"]["template"]["metadata"]["labels"] = labels
    MANIFESTS["network.yaml"]["spec"]["podSelector"] = {"matchLabels": labels}
    return list(MANIFESTS.values())


@pytest.fixture(scope="module")
def manifests() -> dict[str, dict[str, Any]]:
    return {one["kind"]: one for one in built()}


def test_every_manifest_is_one_of_kubernetes(manifests: dict[str, dict[str, Any]]) -> None:
    assert set(manifests) == {
        "Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy",
    }  # fmt: skip
    for one in manifests.values():
        kubernetes_validate.validate(one, "1.34", strict=True)
    broken = manifests["Service"] | {"specs": {}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, "1.34", strict=True)


def test_every_manifest_is_in_the_kustomization() -> None:
    files = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")}
    assert files == {"kustomization.yaml", *MANIFESTS}


def test_the_pod_asks_for_no_rights_and_is_asked_what_is_there(manifests: dict[str, dict[str, Any]]) -> None:
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    for kind in ("startup", "liveness", "readiness"):
        assert server.test_client().get(container[f"{kind}Probe"]["httpGet"]["path"]).status_code == 200
    assert container["readinessProbe"]["httpGet"]["path"] != container["livenessProbe"]["httpGet"]["path"]
    waits = int(container["lifecycle"]["preStop"]["exec"]["command"][1])
    assert pod["terminationGracePeriodSeconds"] >= waits + cli.STOP_WITHIN + 4
    assert KUSTOMIZATION["images"][0]["newTag"] == __version__


def test_whoever_stops_it_waits_long_enough() -> None:
    assert cli.STOP_WITHIN < 10
    unit = (DEPLOY / "cablescope.service").read_text(encoding="utf-8")
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    for text, pattern in ((unit, r"TimeoutStopSec=(\d+)"), (compose, r"stop_grace_period: (\d+)s")):
        assert int(re.search(pattern, text)[1]) > 10


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_the_unit_is_one_of_systemd(tmp_path: Path) -> None:
    unit = (DEPLOY / "cablescope.service").read_text(encoding="utf-8")
    path = tmp_path / "cablescope.service"
    path.write_text(unit.replace("/opt/cablescope/bin/cablescope", "/bin/true"), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "cablescope.service:" not in done.stderr


def test_a_busy_replica_is_not_taken_for_a_broken_one() -> None:
    """nginx would count a 503 as a failure and leave the replica out; the page waits as long as the answer says."""
    texts = [(DEPLOY / name).read_text(encoding="utf-8") for name in ("nginx.conf", "kubernetes/ingress.yaml")]
    for text in texts:
        (conditions,) = re.findall(r"proxy[_-]next[_-]upstream:? (.+)", text)
        assert "non_idempotent" in conditions
        assert "http_503" not in conditions
    assert RETRY_AFTER >= 1


@pytest.mark.parametrize(
    ("path", "not_there"), [("compose.yaml", set()), ("deploy/compose.yaml", {"CABLESCOPE_PREFIX"})]
)
def test_what_is_set_reaches_the_container(path: str, not_there: set[str]) -> None:
    """Every variable that is read; but nginx.conf serves a host of its own, without a path before."""
    read = {
        *re.findall(r'"(CABLESCOPE_[A-Z]+)"', (ROOT / "app/common/settings.py").read_text("utf-8")),
        "WEB_CONCURRENCY",
    }
    service = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["services"]["cablescope"]
    assert {one.partition("=")[0] for one in service["environment"]} == read - not_there


def loaded(path: str) -> ModuleType:
    """One of the folder's programs, which are no part of the package."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, DEPLOY / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_plays_visitors_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """make names locust below the checkout, and it is started in a folder of its own, where it reads no settings."""
    tool = tmp_path / "tools" / "locust"
    tool.parent.mkdir()
    tool.touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    assert loaded("load/run.py").program("tools/locust", "") == str(tool)
    with pytest.raises(SystemExit, match="make load"):
        loaded("load/run.py").program("tools/wasp", "`make load` installs it")


@pytest.mark.skipif(not shutil.which("nginx", path="/usr/sbin:/usr/bin"), reason="no nginx")
def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    path = loaded("load/run.py").configuration(tmp_path, 1, [2, 3, 4])
    command = [shutil.which("nginx", path="/usr/sbin:/usr/bin"), "-t", "-p", str(tmp_path), "-c", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("nginx", path="/usr/sbin:/usr/bin"), reason="no nginx")
def test_nginx_begins_anew_where_it_found_nobody(tmp_path: Path) -> None:
    """Three that hang up on their first caller: all are tried in vain, then asked again, with the body."""
    with ExitStack() as closed:
        listening = [closed.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(4)]
        front, *ports = (one.getsockname()[1] for one in listening)
        listening.pop(0).close()

        def replica(listener: socket.socket) -> None:
            with suppress(OSError):
                listener.accept()[0].close()
                with listener.accept()[0] as caller:
                    got = b""
                    while not got.endswith(b"\r\n\r\nquestion"):
                        got += caller.recv(4096)
                    caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nanswer")

        for one in listening:
            one.settimeout(20)
            threading.Thread(target=replica, args=(one,), daemon=True).start()
        path = loaded("load/run.py").configuration(tmp_path, front, ports)
        command = [shutil.which("nginx", path="/usr/sbin:/usr/bin"), "-p", str(tmp_path), "-c", path]
        nginx = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        closed.callback(nginx.wait, 20)
        closed.callback(nginx.terminate)
        for _ in range(200):
            with suppress(ConnectionRefusedError), closing(HTTPConnection("127.0.0.1", front, timeout=20)) as client:
                client.request("POST", "/", "question")
                answer = client.getresponse()
                assert (answer.status, answer.read()) == (200, b"answer")
                break
            time.sleep(0.05)
        else:
            pytest.fail("nginx did not start")


def test_nginx_asks_on_while_as_many_replicas_come_as_there_are() -> None:
    """New ones are known before they listen: of three beside three, each may refuse before one answers."""
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (tries,) = re.findall(r"proxy_next_upstream_tries (\d+);", conf)
    (there,) = re.findall(r"--scale cablescope=(\d+)\n", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert int(tries) > 2 * int(there)


def test_nginx_asks_nobody_over_a_connection_that_is_being_closed() -> None:
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (kept_there,) = re.findall(r"^    keepalive_timeout (\d+)s;", conf, re.MULTILINE)
    (kept_here,) = re.findall(r'"keepalive": (\d+),', (ROOT / "app/cli.py").read_text(encoding="utf-8"))
    assert int(kept_there) < int(kept_here)


def test_nginx_finds_a_replica_whose_address_is_new() -> None:
    """It would ask for the addresses once, as it starts; `resolve` keeps asking, in nginx 1.27.3 and newer."""
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert re.search(r"^    server cablescope:8050 resolve ", conf, re.MULTILINE)
    assert int(re.search(r"^resolver 127\.0\.0\.11 valid=(\d+)s;", conf, re.MULTILINE)[1]) <= 5
    image = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["nginx"]["image"]
    assert tuple(map(int, re.search(r"nginx:(\d+)\.(\d+)", image).groups())) >= (1, 28)


def test_caddy_leads_the_path_itself_to_the_app() -> None:
    """An address that nothing in its file answers is an empty page to Caddy; the app leads from /cable to /cable/."""
    (snippet,) = re.findall(r"```caddy\n(.+?)```", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (name, proxied) = re.search(r"^ +(@\w+) path (.+)$", snippet, re.MULTILINE).groups()
    assert f"reverse_proxy {name} " in snippet
    assert set(proxied.split()) == {"/cable", "/cable/*"}  # not /cable*, which is /cables, too
    assert "respond /cable/metrics 404\n" in snippet


def test_the_bill_tells_every_licence() -> None:
    sbom = loaded("sbom.py")
    declared = {"name": "a", "licenses": [{"license": {"id": "MIT"}}]}
    assert sbom.licensed(declared) == declared
    assert sbom.licensed({"name": "resvg_py"})["licenses"] == [{"license": {"id": "MIT"}}]
    with pytest.raises(SystemExit, match="nobodys"):
        sbom.licensed({"name": "nobodys"})
    assert [one for one in sbom.bundled() if not (one["licenses"] and (ROOT / one["bom-ref"]).is_file())] == []


def test_nobody_puts_links_of_another_host_into_the_cache() -> None:
    """An answer that holds the asked host's name is kept for that host alone."""
    asked = {"Host": "other.example"}
    assert "http://other.example/" in server.test_client().get("/api/v1/share", headers=asked).get_json()["link"]
    (key,) = re.findall(r"proxy_cache_key (.+);", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert {"$scheme", "$http_host", "$request_uri"} <= set(re.findall(r"\$\w+", key))


def test_the_dashboard_shows_metrics_that_there_are() -> None:
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    told = {name for panel in dashboard["panels"] for one in panel["targets"]
            for name in re.findall(r"cablescope_\w+", one["expr"])}  # fmt: skip
    there = {f"{name}_total" for name in ("cablescope_requests", "cablescope_refusals")}
    there |= {"cablescope_request_seconds_bucket", "cablescope_worker_start_time_seconds"}
    assert told == there
    described = {one._name for one in (REQUESTS, REFUSALS, SECONDS, STARTED)}
    assert {re.sub("_total|_bucket", "", name) for name in there} == described
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    assert [name for name in described if name not in readme] == []


def test_the_image_tells_what_it_is() -> None:
    told = dict(re.findall(r'org\.opencontainers\.image\.(\w+)="(.*?)"', (ROOT / "Dockerfile").read_text("utf-8")))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert told["version"] == __version__
    assert told["licenses"] == project["license"]
    assert told["description"] == project["description"]
