"""Imported by the process that audits are forked from: what each of them would compile anew."""

from reports import html

html.template()
