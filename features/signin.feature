@adr-023
Feature: People sign in on the host, and credentials stay there
  A credential is thirty seconds of a person's time to get again, and dear to leak.
  So it is made on the host by a device code, kept by its owner alone, and never carried about.

  Background:
    Given the sign-ins of the service user

  Rule: Claude Code is signed in to claude.ai, on this host

    @signin.claude @must @manual @gate
    Scenario: The service user holds a live claude.ai sign-in
      Then the claude.ai sign-in can drive Remote Control
        | scope                     | because                               |
        | user:profile              | the account must be readable          |
        | user:inference            | the agent must be able to work        |
        | user:sessions:claude_code | Remote Control opens sessions with it |

    @signin.claude-modes @must @fix.close_credentials @gate
    Scenario: The claude.ai credential is its owner's alone
      Then the claude.ai credential is a plain file of mode 0600 in a directory of mode 0700

    @signin.not-from-mac @must @manual @gate
    Scenario: The agent's state was not carried over from a Mac
      Then the agent's state shows no trace of a Mac

    @signin.trust @must @manual @gate
    Scenario: A person trusted the clone and allowed Remote Control
      Then the clone is trusted by its own path or a parent that is not the home
      And the Remote Control consent was given

  Rule: Codex is signed in with ChatGPT, on this host

    @signin.codex @must @manual @gate
    Scenario: Codex is signed in with ChatGPT
      Then Codex says that it is signed in with ChatGPT

    @signin.codex-modes @must @fix.close_credentials @gate
    Scenario: The Codex credential is its owner's alone
      Then the Codex credential is a plain file of mode 0600 in a directory of mode 0700

  Rule: A credential is never copied

    @signin.no-copies @must @manual @gate
    Scenario: No further copy of either credential lies on the host
      Then no other file, archive or history on the host holds either credential

    @signin.not-iac @must @manual @reaches.playbooks @reaches.vault @gate
    Scenario: No credential is state of playbooks or Vault
      Given the playbooks and the names of agents' secrets
      Then no file of the playbooks is or copies a credential
      And no secret of agents is named after one
