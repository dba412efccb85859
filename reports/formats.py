"""Every form that results.json can be given, each made from it and from nothing else."""

from __future__ import annotations

from collections.abc import Callable

from reports import hdf, html, junit, markdown, oscal, prometheus, sarif
from reports.results import Document

FORMATS: dict[str, Callable[[Document], str]] = {
    "html": html.render,
    "junit": junit.render,
    "sarif": sarif.render,
    "hdf": hdf.render,
    "oscal": oscal.render,
    "prometheus": prometheus.render,
    "markdown": markdown.render,
}
