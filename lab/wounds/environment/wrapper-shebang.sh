#!/bin/sh
# of: environment.wrapper
# red: environment.wrapper
# kind: mind
# on: agents
# says: the program's first line sets the variable, from its next start on
set -eu
sed -i '1s|.*|#!/usr/bin/env -S ANTHROPIC_API_KEY=sk-ant-api03-wound /usr/bin/python3|' /usr/local/bin/claude
