@adr-023
Feature: The repository says the same as the host
  What is repaired on the host and not in the playbooks comes back with the next run of Ansible,
  and what only the host knows dies with it.

  Rule: The inventory pins the container

    @playbooks.inventory @must @fix.patch_inventory @reaches.playbooks @reaches.proxmox @gate
    Scenario: The inventory pins agents as it runs
      Given the inventory of the playbooks
      Then agents stands in the pool's group with its number, address and storage pinned, and nobody else has them
      And these equal those of the running container
      And what the inventory says of its making is what was decided

  Rule: One playbook builds the host, one role carries the common tools

    @playbooks.agents @must @fix.patch_playbooks @reaches.playbooks @gate
    Scenario: The playbook of agents builds all that was decided
      Given the playbook of agents
      Then Ansible accepts it, and nothing that it leads to is missing
      And it imports each of
        | playbook       | because                              |
        | create-lxc.yml | the container is made like all others |
        | netbird.yml    | people come in over the overlay      |
      And it installs each of
        | tool    | because                        |
        | tmux    | interactive work runs in it    |
        | aoe     | manages the sessions           |
        | claude  | the agent                      |
        | codex   | the other agent                |
        | lazygit | part of the terminal stack     |
        | delta   | part of the terminal stack     |
        | difft   | part of the terminal stack     |
      And it clones the repository, creates the service user and lays down the unit

    @playbooks.shared-role @must @fix.patch_playbooks @reaches.playbooks @gate
    Scenario: One role carries the common tools of dev and agents
      Given the playbooks of agents and dev
      Then one role that both use installs each of, and neither repeats one
        | tool    |
        | git     |
        | node    |
        | python  |
        | tmux    |
        | lazygit |
        | delta   |
        | difft   |

  Rule: What the repository would write is what the host must have

    @playbooks.unit @must @fix.patch_playbooks @reaches.playbooks @gate
    Scenario: The unit that the playbooks would write keeps every promise of the live one
      Given the unit that the playbooks would write
      Then it keeps what is asked of the daemon, its variables and its alerts
        | variable                                 |
        | ANTHROPIC_API_KEY                        |
        | DISABLE_TELEMETRY                        |
        | CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC |

    @playbooks.labels @must @fix.patch_playbooks @reaches.playbooks @gate
    Scenario: The playbooks label the logs of agents by job and by unit
      Given the playbook of agents
      Then its log shipper is given the job of agents and a label for each unit

  Rule: The host has what the playbook installs

    @playbooks.tools @must @manual @gate
    Scenario: The service user's tools run
      Given the tools as the service user finds them
      Then each of these runs and says who it is
        | tool    |
        | tmux    |
        | aoe     |
        | claude  |
        | codex   |
        | lazygit |
        | delta   |
        | difft   |
        | git     |
        | node    |
        | python3 |

    @playbooks.clone @must @fix.clone_repository @gate
    Scenario: The repository is cloned for the service user
      Given the clone of the service user
      Then it is a clone of the repository with something checked out
