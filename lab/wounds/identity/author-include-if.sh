#!/bin/sh
# of: identity.author
# red: identity.author
# kind: mind
# on: agents
# says: included a person's settings for everything below the home
set -eu
printf '[user]\n\tname = Milton\n\temail = milton@eva-00.network\n' > /home/agent/.gitconfig-work
printf '[includeIf "gitdir:/home/agent/"]\n\tpath = /home/agent/.gitconfig-work\n' >> /home/agent/.gitconfig
chown agent:agent /home/agent/.gitconfig-work
