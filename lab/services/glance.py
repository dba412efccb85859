"""Glance as the audit meets it: a real glance.yml with includes, a page shell without links, and the content rendered apart (glanceapp/glance v0.8).

State: ``config/`` with glance.yml and what it includes; ``served.json`` is what is on the page, with the times of the files as they were when it was loaded.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from lab.homelab import Homelab
from lab.services import http
from lab.services.http import HTML, Answer, Request, as_text

INCLUDE = re.compile(r"^([ \t]*)(?:-[ \t]*)?[$!]include:[ \t]*(.+)$", re.MULTILINE)
"""A dash before it is dropped: the included file brings its own."""
INCLUDE_DEPTH = 20
MAIN = """\
# Dashboard of the homelab. Glance reloads this file by itself.
server:
  port: 8080

pages:
  - name: Home
    columns:
      - size: small
        widgets:
          - type: calendar
      - size: full
        widgets:
          - $include: bookmarks.yml
          - type: group
            widgets:
              - $include: monitor.yml
"""
BOOKMARKS = """\
- type: bookmarks
  groups:
    # what one opens from anywhere to work
    - title: Dev/Tools
      links:
        - title: git
          url: https://git.eva-00.network/
        - title: code
          url: https://code-server-dev.eva-00.network/
        - title: docs
          url: https://docs.eva-00.network/
        - title: Claude Code  # the list of environments: a link to one of them dies with the next restart
          url: https://claude.ai/code
    - title: Media
      links:
        - title: Jellyfin
          url: https://jellyfin.eva-00.network/
        - title: Claude on the web
          url: https://claude.ai/new
"""
MONITOR = """\
- type: monitor
  title: Services
  sites:
    - title: Forgejo
      url: https://git.eva-00.network/
    - title: Grafana
      url: https://grafana.eva-00.network/
"""


def seed(lab: Homelab) -> None:
    config = http.fresh_state(lab, "glance") / "config"
    config.mkdir()
    later = "        - title: AoE\n          url: https://aoe.eva-00.network/\n" if lab.option_b else ""
    bookmarks = BOOKMARKS.replace("    - title: Media", f"{later}    - title: Media")
    for name, text in {"glance.yml": MAIN, "bookmarks.yml": bookmarks, "monitor.yml": MONITOR}.items():
        (config / name).write_text(text)
    (config.parent / "served.json").write_text("{}")
    _served(config.parent)


def serve(lab: Homelab) -> None:
    http.serve(lab, "glance", lambda request: respond(lab.service("glance"), request))


def estate(lab: Homelab) -> dict[str, Any]:
    return {"url": lab.url("glance"), "file": str(lab.service("glance") / "config" / "glance.yml"), "page": "home"}


def respond(state: Path, request: Request) -> Answer:
    if request.path == "/api/healthz":
        return Answer()
    pages = {_slug(page): page for page in _served(state)["pages"]}
    if found := re.fullmatch(r"/api/pages/([^/]+)/content/", request.path):
        page = pages.get(found[1])
        return as_text(_content(page), kind=HTML) if page else as_text("Page not found", 404)
    slug = request.path.strip("/") or next(iter(pages))
    return as_text(_shell(slug, pages[slug]), kind=HTML) if slug in pages else as_text("Page not found", 404)


def _served(state: Path) -> Any:
    """The configuration on the page: a file that changed since is loaded; one that is not valid changes nothing."""
    kept = json.loads((state / "served.json").read_text())
    stamp = [[file.name, file.stat().st_mtime_ns] for file in sorted((state / "config").iterdir())]
    if stamp != kept.get("stamp"):
        kept["stamp"] = stamp
        with suppress(YAMLError, OSError, ValueError):
            kept["config"] = _load(state / "config" / "glance.yml")
        (state / "served.json").write_text(json.dumps(kept, default=str))
    return kept["config"]


def _load(file: Path) -> Any:
    config = YAML(typ="safe").load(expand(file))
    _validate(config)
    return config


def expand(file: Path, depth: int = 0) -> str:
    """The text of a file with each include line replaced by that file, every line of it indented as the include was. Raises ValueError past 20 levels."""
    if depth > INCLUDE_DEPTH:
        raise ValueError("recursion depth limit reached")
    return INCLUDE.sub(lambda found: _included(file, found, depth), file.read_text())


def _included(file: Path, found: re.Match[str], depth: int) -> str:
    text = expand(file.parent / found[2].strip(), depth + 1)
    return "\n".join(found[1] + line for line in text.split("\n"))


def _validate(config: Any) -> None:
    """What Glance refuses to load. Raises ValueError."""
    pages = config.get("pages") if isinstance(config, dict) else None
    if not pages or not all(isinstance(page, dict) and page.get("name") and page.get("columns") for page in pages):
        raise ValueError("no pages configured")
    for widget in (widget for page in pages for widget in _widgets(page)):
        if not isinstance(widget, dict) or "type" not in widget:
            raise ValueError("widget has no type")
        for link in _links(widget):
            if not isinstance(link, dict) or not link.get("url"):
                raise ValueError("link has no url")


def _widgets(holder: dict[str, Any]) -> list[Any]:
    direct = [*(holder.get("head-widgets") or ()), *(w for column in holder.get("columns") or () for w in column.get("widgets") or ())]
    return [
        deep
        for widget in [*direct, *(holder.get("widgets") or ())]
        for deep in (widget, *(_widgets(widget) if isinstance(widget, dict) else ()))
    ]


def _links(widget: dict[str, Any]) -> list[Any]:
    return [link for group in widget.get("groups") or () for link in group.get("links") or ()] + list(widget.get("sites") or ())


def _slug(page: dict[str, Any]) -> str:
    return str(page.get("slug") or re.sub(r"\s+", "-", page["name"].lower()))


def _shell(slug: str, page: dict[str, Any]) -> str:
    data = f'const pageData = {{ slug: "{slug}", baseURL: "", theme: "" }};'
    return f"<!DOCTYPE html><html><head><title>{escape(page['name'])}</title><script>{data}</script></head><body><div id=page-content></div></body></html>"


def _content(page: dict[str, Any]) -> str:
    return "\n".join(_RENDER.get(widget["type"], _other)(widget) for widget in _widgets(page))


def _bookmarks(widget: dict[str, Any]) -> str:
    return "\n".join(_group(group) for group in widget.get("groups") or ())


def _group(group: dict[str, Any]) -> str:
    title = f'<div class="bookmarks-group-title size-h3 margin-bottom-3">{escape(str(group["title"]))}</div>' if group.get("title") else ""
    links = "".join(f"<li>{_anchor(link, 'bookmarks-link color-highlight size-h4')}</li>" for link in group.get("links") or ())
    return f'<div class="bookmarks-group">{title}<ul class="list list-gap-2">{links}</ul></div>'


def _anchor(link: dict[str, Any], kind: str) -> str:
    target = "" if link.get("same-tab") else ' target="_blank"'
    return f'<a href="{escape(str(link["url"]))}" class="{kind}"{target} rel="noreferrer">{escape(str(link.get("title", "")))}</a>'


def _monitor(widget: dict[str, Any]) -> str:
    return "".join(_anchor(site, "size-title-dynamic color-highlight text-truncate block grow") for site in widget.get("sites") or ())


def _other(widget: dict[str, Any]) -> str:
    source = str(widget.get("source", ""))
    shown = {"html": source, "iframe": f'<iframe src="{escape(source)}"></iframe>'}.get(widget["type"], "")
    return f'<div class="widget widget-type-{escape(str(widget["type"]))}">{shown}</div>'


_RENDER = {"bookmarks": _bookmarks, "monitor": _monitor}
