@adr-023
Feature: Interactive work is done in tmux
  Daemons run under systemd; a person who logs in works in tmux, by way of AoE.

  Rule: The interactive tools stand ready for the service user

    @tmux.interactive @must @fix.install_tmux @gate
    Scenario: tmux and AoE stand ready for the service user, and only for it
      Given the service user
      And all processes of the host
      Then tmux and AoE answer it
      And every tmux server is its own and can be reached
