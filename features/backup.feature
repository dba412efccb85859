@adr-023
Feature: PBS snapshots, and nothing else
  Credentials take half a minute to get again and are dear to leak, so no service-level backup may carry them off.
  A container is rebuilt by Ansible and a sign-in, never by restoring a secret.

  Rule: Snapshots of the whole container are taken, and say what they leave out

    @backup.job @must @fix.back_up_container @gate @reaches.proxmox
    Scenario: An enabled backup job to PBS covers the agents container
      Given the backup jobs of the cluster
      Then an enabled one to the estate's storage covers the agents container

    @backup.fresh @must @manual @gate @reaches.proxmox @reaches.pbs
    Scenario: The newest snapshot of the agents container is fresh, whole and not failed
      Given the snapshots of the agents container as PBS and as Proxmox list them
      Then the newest is younger than the estate's hours, whole, and not failed in verification
      And both list the same newest one

    @backup.explicit @must @fix.list_exclusions @gate @reaches.proxmox
    Scenario: What the snapshots of the agents container leave out is said explicitly
      Given the agents container as the cluster backs it up
      Then each of its mount points says whether it is backed up
      And the paths left out are the estate's list

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
