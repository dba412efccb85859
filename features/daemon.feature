@adr-023
Feature: Remote Control can be trusted from a train
  The work laptop and the phone have nothing but a browser. If the daemon behind it is quietly gone, tied to the wrong
  place or half alive, nobody is at a keyboard that could repair it.

  Rule: Remote Control is a service of systemd, and starts with the host

    @daemon.installed @must @fix.start_daemon @gate
    Scenario: Remote Control runs, and will run after every start of the host
      Given what systemd knows of Remote Control
      Then it is loaded, enabled and active, and the default target leads to it
      And its process has become the program

    @daemon.command @must @fix.set_command @gate
    Scenario: Remote Control serves the session of the estate in worktrees
      Given the unit of Remote Control
      And its processes
      Then both run "remote-control" under the session's name with spawn "worktree"

    @daemon.workdir @must @fix.set_workdir @gate
    Scenario: Remote Control works in the cloned repository
      Given the unit of Remote Control
      And its processes
      Then both work in the clone

    @daemon.only-under-systemd @must @manual @gate
    Scenario: Agent daemons run under systemd and nowhere else
      Given all processes of the host
      Then no Remote Control and no AoE server runs outside its unit
      And nothing else would start one

  Rule: It runs as a service user that is not root

    @daemon.non-root @must @fix.run_as_service_user @gate
    Scenario: Remote Control runs as a user that cannot become root unasked
      Given the unit of Remote Control
      And its processes
      And the service user
      Then every command of the unit and every process is the service user's
      And the service user cannot become root without a password

  Rule: It waits for the network

    @daemon.after-network @must @fix.order_after_network @gate
    Scenario: Remote Control starts after the network is online
      Given the unit of Remote Control
      Then it is ordered after "network-online.target"

    @daemon.wants-network @intent @fix.order_after_network @gate
    Scenario: Something makes sure that the network comes online
      Given the unit of Remote Control
      And what "network-online.target" stands for
      Then the target is pulled in and waits for a service

  Rule: It is hardened, and the hardening lets it work

    @daemon.hardening @must @fix.harden_daemon @gate
    Scenario: Remote Control is confined as decided
      Given the unit of Remote Control
      And its processes
      Then the unit has these settings
        | setting         | value          | because                                     |
        | ProtectSystem   | full or strict | an agent must not change the system         |
        | NoNewPrivileges | yes            | an agent must not gain rights               |
        | PrivateTmp      | yes            | other users' temporary files are not its own |
      And the running daemon feels them

    @daemon.hardening-rest @should @fix.harden_daemon
    Scenario: Remote Control has the rest of the estate's hardening
      Given the unit of Remote Control
      And how exposed systemd finds it
      Then the estate's further settings are on
      And it is no more exposed than the estate allows

    @daemon.hardening-fits @intent @fix.open_home @gate
    Scenario: The hardening leaves Remote Control its home and its worktrees
      Given the unit of Remote Control
      And its processes
      Then it may write to home, repository and worktrees as everybody sees them

  Rule: It comes back, and what is configured is what runs

    @daemon.restarts @should @fix.bound_restarts
    Scenario: Remote Control is restarted, but not without end
      Given the unit of Remote Control
      Then it restarts always, or on failure for a stated reason
      And the number of starts is limited

    @daemon.loaded-is-disk @must @fix.restart_daemon @gate
    Scenario: What runs is what is configured on disk
      Given the unit of Remote Control
      Then systemd has loaded what is on disk
      And the process is younger than the configuration of the service

    @daemon.alive @intent @fix.restart_daemon @gate @eventually
    Scenario: Remote Control talks to its relay
      Given the unit of Remote Control
      And its processes
      And what its journal says
      Then it is awake and holds a connection to port 443
      And it complained of neither sign-in nor trust since it began

    @daemon.calm @should @manual
    Scenario: Remote Control was not restarted time and again
      Given the unit of Remote Control
      And what its journal says
      Then it restarted less often in a day than the estate allows
