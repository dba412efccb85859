@adr-023
Feature: The public AoE dashboard is not here before its own decision
  Option B adds a surface that the whole internet can reach. It deserves a decision and a change of its own,
  after Remote Control has proven itself; until then nothing of it may stand half-built.

  Rule: Nothing serves it before, and nothing ever tunnels to it

    @deferred.no-aoe-serve @must @fix.stop_publishing @gate
    Scenario: AoE serves no dashboard before its decision, and no tunnel leads to the host
      Given whatever serves or tunnels on the agents host
      Then an AoE server is among it only when that is deployed, and never a tunnel

  Rule: Nothing outside knows it before

    @deferred.no-vhost @must @manual @gate @reaches.web
    Scenario: The AoE name is served like a name that nobody has, until it is deployed
      Given the answers for the AoE name and for a name that nobody has
      Then the AoE name is served no differently until it is deployed, and then only behind the sign-in

    @deferred.no-client @should @manual @reaches.pocketid @reaches.playbooks
    Scenario: No OIDC client waits for the AoE dashboard before its decision
      Given the OIDC clients of PocketID
      Then one of them leads back to the AoE name only when that is deployed
      And no playbook sets up oauth2-proxy for it before that

    @deferred.no-link @must @fix.tend_dashboard @gate @reaches.glance
    Scenario: The dashboard links to AoE only once AoE is deployed
      Given the links that Glance is configured with and serves
      Then one of them leads to the AoE dashboard only when that is deployed
