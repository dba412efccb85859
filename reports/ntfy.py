"""Publishes one message at ntfy. Source: ntfy's documentation, "Publishing", "Publish as JSON"."""

from __future__ import annotations

from probes.fields import Secret
from probes.http_api import OK, call, caller
from probes.sections import Ntfy
from probes.unseen import Unseen
from reports.news import Message

PRIORITIES = {"default": 3, "high": 4}
TAGS = {"default": "memo", "high": "rotating_light"}


def publish(section: Ntfy, message: Message) -> None:
    """Send it to the estate's report topic. Raises Unseen, with who refused what and why, when it did not arrive."""
    headers = {"Authorization": f"Bearer {_value(section.report_token)}"} if section.report_token else {}
    told = {
        "topic": section.report_topic,
        "title": message.title,
        "message": message.body,
        "priority": PRIORITIES[message.priority],
        "tags": [TAGS[message.priority]],
    }
    answer = call(caller("ntfy", section, headers=headers), "what changed", "POST", "/", json=told)
    if answer.status_code != OK or "json" not in answer.headers.get("Content-Type", ""):
        raise Unseen("what changed", "ntfy", f"POST to topic {section.report_topic} answered {answer.status_code}")


def _value(token: Secret) -> str:
    try:
        return token.value()
    except (OSError, KeyError) as error:
        raise Unseen("what changed", "ntfy", f"the report token cannot be used ({error})") from error
