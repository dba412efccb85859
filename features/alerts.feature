@adr-023
Feature: No failure is silent
  "From anywhere" is a promise about failures: when a daemon gives up at three in the morning, ntfy says so,
  not the empty list that somebody finds on a train.

  Rule: Every agent unit alerts ntfy when it fails

    @alerts.on-failure @must @fix.wire_alerts @gate
    Scenario: Remote Control names its ntfy alert
      Given the unit of Remote Control
      Then its failure starts the alert unit of the estate

    @alerts.every-agent-unit @must @fix.wire_alerts @gate
    Scenario: Every agent unit names its ntfy alert
      Given all agent units of the host
      Then each failure starts the alert unit of the estate

  Rule: The alert can be sent

    @alerts.handler-loads @must @fix.mend_handler @gate
    Scenario: The alert unit is ready to run
      Given the alert unit for Remote Control
      Then it is loaded, and its programs may be executed
      And it writes the name of the unit as it is
      And its token is readable to it and nobody else

    @alerts.reaches-failed @intent @fix.bound_restarts @gate
    Scenario: A crash loop and a clean exit both end as a failure
      Given the unit of Remote Control
      Then whatever ends its program for good is a failure to systemd

    @alerts.fire-drill @must @manual @active @eventually @reaches.ntfy
    Scenario: An alert arrives at ntfy
      Given the alert unit for Remote Control
      When a unit of no use fails with the same alert
      Then its message is at ntfy within 60 seconds
