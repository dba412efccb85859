@adr-023
Feature: Nothing switches off the claude.ai sign-in
  Remote Control lives on the full claude.ai sign-in. One variable, easily added six months from now, takes it away,
  and the work laptop shows an empty list while nobody is at a keyboard that could repair it.

  Background:
    Given the trap variables
      | variable                                 | because                                   |
      | ANTHROPIC_API_KEY                        | forces sign-in by API key                 |
      | DISABLE_TELEMETRY                        | can fail the eligibility check            |
      | CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC | can fail the eligibility check            |

  Rule: systemd gives the daemon no trap variable

    @environment.unit @must @fix.drop_trap_variables @gate
    Scenario: The unit of Remote Control sets no trap variable
      Given the unit of Remote Control
      Then it sets none of them

    @environment.manager @must @fix.drop_trap_variables @gate @reaches.proxmox
    Scenario: The manager of all services hands on no trap variable
      Given the manager of all services
      Then it hands on none of them
      And Proxmox starts the container with none of them

    @environment.wrapper @must @manual @gate
    Scenario: Nothing on the way to the program exports a trap variable
      Given the unit of Remote Control
      And the programs that it runs on the way
      Then none of those exports one of them

  Rule: The daemon carries none

    @environment.process @must @fix.restart_daemon @gate
    Scenario: The running daemon carries no trap variable
      Given the running daemon
      Then none of its processes carries one of them

    @environment.settings @must @fix.drop_trap_variables @gate
    Scenario: The settings of Claude Code leave the sign-in alone
      Given the settings that Claude Code reads
      Then none of them sets one of the trap variables or has one of these keys in force
        | key                  | because                      |
        | apiKeyHelper         | signs in with an API key     |
        | disableRemoteControl | switches Remote Control off  |
        | forceLoginMethod     | may admit API accounts alone |

  Rule: People who log in carry none

    @environment.login @should @fix.drop_trap_variables
    Scenario: A login gives the service user no trap variable
      Given what a login gives the service user
      Then none of the trap variables is in it

  Rule: No other known variable breaks the sign-in either

    @environment.wider @intent @fix.drop_wider_variables @gate
    Scenario: No other variable known to break the sign-in is set
      Given the unit of Remote Control
      And its processes
      And the settings that Claude Code reads
      Then none of the three sets one of these
        | variable                       | counts when | because                                   |
        | DO_NOT_TRACK                   | true        | stops the evaluation of feature flags     |
        | DISABLE_GROWTHBOOK             | true        | stops the evaluation of feature flags     |
        | ANTHROPIC_AUTH_TOKEN           | set         | signs in with a token                     |
        | CLAUDE_CODE_OAUTH_TOKEN        | set         | signs in for inference only               |
        | ANTHROPIC_BASE_URL             | elsewhere   | leads away from api.anthropic.com         |
        | CLAUDE_CODE_USE_BEDROCK        | true        | works through a third party               |
        | CLAUDE_CODE_USE_VERTEX         | true        | works through a third party               |
        | CLAUDE_CODE_USE_FOUNDRY        | true        | works through a third party               |
        | CLAUDE_CODE_USE_MANTLE         | true        | works through a third party               |
        | CLAUDE_CODE_USE_ANTHROPIC_AWS  | true        | works through a third party               |
        | CLAUDE_CODE_SIMPLE             | true        | does not read the sign-in                 |
        | ANTHROPIC_PROFILE              | set         | outranks the sign-in                      |
        | ANTHROPIC_FEDERATION_RULE_ID   | set         | outranks the sign-in                      |

  Rule: No run of Ansible brings one back

    @environment.playbooks @must @fix.patch_playbooks @reaches.playbooks @gate
    Scenario: The playbooks set no trap variable for this host
      Given everything in the playbooks that applies to agents
      Then nothing in it sets one of the trap variables
