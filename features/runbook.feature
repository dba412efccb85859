@adr-023
Feature: The next person can rebuild it
  The container is cattle, but signing in is a person's work. What the person must do,
  and must never do, stands where that person will look: in the runbook.

  Rule: The runbook tells how the homelab install is done by hand

    @runbook.homelab-install @must @fix.patch_runbook @reaches.docs @gate
    Scenario: The runbook has every step and warning of the homelab install
      Given the "homelab install" section of the runbook
      Then it mentions each of
        | words                     | because                                         |
        | service user              | nobody signs in as root                         |
        | claude /login             | the claude.ai sign-in is a person's             |
        | codex login --device-auth | the ChatGPT sign-in is a person's               |
        | trust                     | an untrusted clone keeps Remote Control waiting |
      And it forbids each of
        | words                                    | because                        |
        | ANTHROPIC_API_KEY                        | forces API-key sign-in         |
        | DISABLE_TELEMETRY                        | can fail the eligibility check |
        | CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC | can fail the eligibility check |

    @runbook.auth-file @must @fix.patch_runbook @reaches.docs @gate
    Scenario: The runbook treats Codex's credential as a password
      Given the runbook
      Then it says that "auth.json" is a password and never IaC state

  Rule: What the machine cannot tell by itself is written down

    @runbook.nested-docker @must @fix.patch_runbook @reaches.docs @gate
    Scenario: The runbook documents what nested Docker needs
      Given the "nested docker" section of the runbook
      Then it names the features and every kind of lxc line that nested Docker may need
        | words                     | because                                    |
        | nesting=1                 | the daemon runs inside                     |
        | lxc.apparmor.profile      | unconfined is an exception, never a habit  |
        | lxc.cgroup2.devices.allow | a device is allowed by name or not at all  |

    @runbook.backup-list @must @fix.patch_runbook @reaches.docs @reaches.proxmox @gate
    Scenario: The runbook lists what the snapshots hold, as they do
      Given the "snapshots" section of the runbook
      And the agents container as the cluster backs it up
      Then its list of paths equals what is saved and what is left out

    @runbook.theming @should @fix.patch_runbook @reaches.docs
    Scenario: The parked theming notes are kept
      Given the documents
      Then the theming notes exist

  Rule: The decision is the one that this suite was written for

    @runbook.adr-unchanged @intent @manual @reaches.docs @gate
    Scenario: No sentence of the decision changed since it was last read
      Given the documents
      Then every sentence of the decision is the one that was mapped to requirements
