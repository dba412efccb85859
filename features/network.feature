@adr-023
Feature: The overlay leads in, the internet leads out, and nothing else does
  Remote Control needs no open door: the daemon calls out, and people come in over the overlay. So whatever else
  listens is a way in that nobody decided on.

  Rule: The host is on the overlay, as itself

    @network.overlay-joined @must @fix.join_overlay @gate @eventually
    Scenario: Agents is joined to the overlay
      Given the overlay client of agents
      Then it starts at boot and runs
      And it is connected to management and signal, and the host carries its address

    @network.own-peer @must @manual @gate @eventually @reaches.netbird
    Scenario: Agents is a peer of its own on the overlay
      Given the overlay client of agents
      Then it is a peer of its own, by the name of agents

  Rule: Nothing else leads in

    @network.no-inbound @must @fix.stop_listeners @gate @reaches.netbird
    Scenario: Nothing listens on agents but what the estate allows
      Given everything that listens on agents beyond loopback
      Then each of them is allowed by the estate
      And the overlay opens no more than that to its peers

    @network.resolves @must @manual @gate @reaches.dns
    Scenario: The name of agents leads to agents
      Given the homelab's own name server
      Then the name of agents leads to the address of its container and to no other

  Rule: The way out is open

    @network.reaches-relay @must @manual @active @eventually
    Scenario: Agents can reach the relay over HTTPS
      When agents opens an HTTPS connection to the relay
      Then the relay answers over a connection that the host trusts, and the clocks agree
