"""What the one who runs the server decides, in environment variables; the rest of the app reads none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from flask import current_app, request

__all__ = ["SettingError", "Settings", "root", "settings"]


Log = Literal["", "requests", "queries"]
"""Whether each request is told in a line, and whether that tells its query."""


class SettingError(Exception):
    """A variable has a value that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """The server's settings.

    Attributes
    ----------
    prefix : str
        Path under which a proxy serves the app, with a slash at both ends.
    url : str
        Public address with that path, without a slash at its end; "" to tell it from each request.
    proxies : int
        How many proxies in front are trusted to tell the client's address, scheme and host.
    cors : tuple of str
        Origins whose pages may read the API; "*" for any.
    embed : tuple of str
        Origins whose pages may show the graph in a frame; "*" for any.
    log : Log
        What is told of each request.
    metrics : bool
        Whether `metrics` is answered.
    """

    prefix: str = "/"
    url: str = ""
    proxies: int = 0
    cors: tuple[str, ...] = ()
    embed: tuple[str, ...] = ()
    log: Log = ""
    metrics: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the variables.

        Raises
        ------
        SettingError
            If one cannot be used.
        """
        path = environment.get("CABLESCOPE_PREFIX", "").strip("/")
        url = environment.get("CABLESCOPE_URL", "").rstrip("/")
        if url and not re.fullmatch(r"https?://[^/\s]+(/[^?#\s]*)?", url):
            raise SettingError(f"CABLESCOPE_URL={url}: use the whole public address, as in https://example.org/cable")
        proxies = environment.get("CABLESCOPE_PROXIES", "") or "0"
        if not re.fullmatch(r"\d", proxies):
            raise SettingError(f"CABLESCOPE_PROXIES={proxies}: use the number of proxies in front, from 0 to 9")
        log, metrics = environment.get("CABLESCOPE_LOG", ""), environment.get("CABLESCOPE_METRICS", "")
        if log not in get_args(Log):
            raise SettingError(f"CABLESCOPE_LOG={log}: use requests, or queries to have them told as well")
        if metrics not in ("", "0", "1"):
            raise SettingError(f"CABLESCOPE_METRICS={metrics}: use 1 to answer /metrics, or 0")
        return cls(
            prefix=f"/{path}/" if path else "/",
            url=url,
            proxies=int(proxies),
            cors=_origins("CABLESCOPE_CORS", environment),
            embed=_origins("CABLESCOPE_EMBED", environment),
            log=cast(Log, log),
            metrics=metrics == "1",
        )


_ORIGIN = re.compile(r"\*|https?://[^/\s,;]+")


def _origins(name: str, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Origins of a list, separated by commas or spaces."""
    origins = tuple(origin.rstrip("/") for origin in re.split(r"[\s,]+", environment.get(name, "")) if origin)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingError(f"{name}: {origin} is no origin; use * or addresses such as https://example.org")
    return origins


def settings() -> Settings:
    """The settings of the server that answers."""
    chosen = current_app.config["SETTINGS"]
    assert isinstance(chosen, Settings)
    return chosen


def root() -> str:
    """Public address of the bench, without a slash at its end."""
    chosen = settings()
    return chosen.url or (request.host_url.rstrip("/") + chosen.prefix).rstrip("/")
