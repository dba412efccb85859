"""Names and files of labs: short enough for the kernel, apart from each other, and valid TOML."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lab import idmap, images, toml
from lab.homelab import LINK_LENGTH, Homelab

NAMES = ("lab", "prove-1", "prove-2", "a-name-that-is-much-too-long", "a-name-that-is-much-too-long-2")


def test_links_and_user_ids_of_labs_are_apart() -> None:
    """Every lab has a link name that the kernel takes and a range of user ids that no other of these has."""
    labs = [Homelab(name) for name in NAMES]
    assert all(len(lab.link) <= LINK_LENGTH for lab in labs)
    assert len({lab.link for lab in labs}) == len(labs)
    assert len({idmap.root_of(lab) for lab in labs}) == len(labs)
    assert all(idmap.root_of(lab) + idmap.RANGE < 2**31 for lab in labs)


def test_an_estate_survives_being_written() -> None:
    """Quotes, newlines, lists and tables within come back as they were; what is None is left out."""
    told = {"name": 'a "b"\n', "on": True, "n": 1.5, "hosts": {"a": {"file": "/x", "no": None}, "list": ["x", "y"]}}
    assert tomllib.loads(toml.dumps(told)) == {"name": 'a "b"\n', "on": True, "n": 1.5, "hosts": {"a": {"file": "/x"}, "list": ["x", "y"]}}


def test_a_secret_asked_by_many_at_once_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Services start side by side; whoever is first makes it."""
    monkeypatch.setenv("ADR023_LAB_DIR", str(tmp_path))
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: Homelab().secret("token"), range(64)))) == 1
    assert [entry.stat().st_mode & 0o777 for entry in (tmp_path / "lab/secrets").iterdir()] == [0o600]


def test_an_image_is_named_by_its_recipe() -> None:
    """Each release has its own, and packages of one release stay out of the other."""
    assert images.path("bookworm") != images.path("trixie")
    assert "lazygit" in images.packages("trixie")
    assert "lazygit" not in images.packages("bookworm")
    assert "git" in images.packages("bookworm")
