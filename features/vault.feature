@adr-023
Feature: The agents host has an identity of its own in Vault
  Whoever takes over an agent holds what the agent may read. So the host logs in as itself, from its own address,
  and what it may read is what agents need: nothing of the editor host, nothing of anybody else.

  Rule: The host has a login role of its own

    @vault.own-role @must @fix.bind_role @gate @reaches.vault
    Scenario: Agents log in to Vault by a role that carries the agents policy alone
      Given the login roles of Vault
      Then one of them is for agents and carries exactly the agents policy
      And the identity behind it adds no policy
      And it is bound to a secret id and to the address of agents

    @vault.nothing-shared @must @fix.part_identities @gate @reaches.vault
    Scenario: Agents and the editor host share nothing in Vault
      Given the Vault logins of agents and of the editor host
      Then each has an identity with one alias, its own
      And no policy but the default one is in effect for both
      And neither reaches the secrets of the other

    @vault.bounded-token @should @fix.bound_tokens @reaches.vault
    Scenario: A Vault token of agents does not live longer than the estate allows
      Given the agents role in Vault
      Then its tokens and secret ids expire within the limits
        | what                 | limit               | because                                       |
        | token_ttl            | token_ttl_hours     | 0 would be the system's default of a month    |
        | token_max_ttl        | token_max_ttl_hours | a token that renews for ever is a second key  |
        | secret_id_ttl        | secret_id_ttl_hours | 0 would be a login that never ends            |
      And no token was left behind on the host

  Rule: The role is scoped to the secrets of agents

    @vault.scoped-policy @must @fix.scope_policy @gate @reaches.vault
    Scenario: Every Vault rule in effect for agents stays below the agents path
      Given the policies that are in effect for the agents role
      Then every rule of them stays below the agents path
      And none of them writes where the estate wants reading only

    @vault.scoped-token @must @fix.scope_policy @active @reaches.vault
    Scenario: A live Vault token of agents is denied everything that is not its own
      Given a live token of the agents login
      Then it reads below the agents path
      And it is denied on a canary under every other path

  Rule: The login is not shared with the editor host

    @vault.local-material @must @fix.close_vault_files @gate @reaches.vault
    Scenario: Vault's files on agents are open to their owner alone and none of them is the editor host's
      Given the Vault files on agents
      Then each of them is open to its owner alone
      And none of them equals what the editor host has
