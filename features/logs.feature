@adr-023
Feature: Every unit of agents lands in Grafana on its own
  A daemon that nobody sits before is known by its log alone. So its lines leave the host at once, under a job that
  is theirs and not another host's, and can be told from those of every other unit.

  Rule: The journal is shipped

    @logs.shipped @must @fix.ship_logs @gate @eventually @reaches.loki
    Scenario: The journal of agents reaches Loki as a job of its own
      Given the log shipper of agents
      Then it is enabled, runs, and may read the journal
      And the newest line of its journal is in Loki under the job of agents

    @logs.drill @should @manual @active @eventually @reaches.loki
    Scenario: A line that is logged now can be read in Loki within a minute
      Given the log shipper of agents
      When a unit of no use logs a marked line
      Then that line is in Loki within a minute, with its job and its unit

  Rule: Units can be told apart

    @logs.per-unit @must @fix.label_logs @gate @eventually @reaches.loki
    Scenario: Loki can tell the daemon's lines from those of other units
      Given the log shipper of agents
      Then the newest line of its journal carries the unit that wrote it
      And Loki knows the daemon as a unit of that job
      And what the daemon says goes to a journal that is kept
