@adr-023
Feature: PBS snapshots, and nothing else
  Credentials take half a minute to get again and are dear to leak, so no service-level backup may carry them off.
  A container is rebuilt by Ansible and a sign-in, never by restoring a secret.

  Rule: Backrest keeps away from the agents' credentials

    @backup.no-backrest @must @fix.spare_credentials @gate @reaches.backrest
    Scenario: No Backrest plan covers a credential directory of the agents
      Given the plans of Backrest
      Then none of them covers a credential directory of the agents

    @backup.no-backrest-history @intent @manual @gate @reaches.backrest
    Scenario: No Backrest snapshot holds a credential directory of the agents
      Given the repositories of Backrest
      Then no snapshot in them holds a credential directory of the agents

  Rule: No other tool on the host carries them off

    @backup.no-other-tool @must @fix.stop_other_backups @gate
    Scenario: No backup tool on the agents host takes its credentials
      Given the backup jobs on the agents host
      Then none of them takes a credential directory of the agents
