@adr-023
Feature: The public AoE dashboard is not here before its own decision
  Option B adds a surface that the whole internet can reach. It deserves a decision and a change of its own,
  after Remote Control has proven itself; until then nothing of it may stand half-built.

  Rule: The dashboard links to it only once it is deployed

    @deferred.no-link @must @fix.tend_dashboard @gate @reaches.glance
    Scenario: The dashboard links to AoE only once AoE is deployed
      Given the links that Glance is configured with and serves
      Then one of them leads to the AoE dashboard only when that is deployed
