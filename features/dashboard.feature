@adr-023
Feature: The dashboard link survives a restart
  Every restart of Remote Control issues a new environment address, so a link that names one is dead by the next morning.
  The list of environments stays where it is; whoever has only a browser starts there.

  Rule: Glance links to the list of environments, once, where one looks for it

    @dashboard.link @must @fix.tend_dashboard @gate @reaches.glance
    Scenario: Glance is configured with one link to the list of environments
      Given the links that Glance is configured with
      Then exactly one of them opens "https://claude.ai/code"
      And it stands in the group of the other working tools

    @dashboard.served @must @fix.tend_dashboard @gate @reaches.glance
    Scenario: The page that Glance serves shows the link to the list of environments
      Given the links that Glance serves
      Then exactly one of them opens "https://claude.ai/code"
      And it stands in the group of the other working tools

  Rule: Glance links to no single environment

    @dashboard.no-session-link @must @fix.tend_dashboard @gate @reaches.glance
    Scenario: No link of the dashboard opens a single environment or session
      Given the links that Glance is configured with and serves
      Then none of them opens a single environment or session
