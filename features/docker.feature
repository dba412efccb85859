@adr-023
Feature: Docker is nested, never borrowed
  Agents may start containers, with a daemon of their own inside the container. A socket of the node's daemon
  would make them root of the node.

  Rule: The container may nest

    @docker.nesting @must @manual @gate @reaches.proxmox
    Scenario: The container has the features that nested Docker needs
      Given the mode of Docker is nested
      And what Proxmox grants agents
      Then its features are at least those of the estate

    @docker.constraints-recorded @should @fix.patch_runbook @reaches.proxmox @reaches.docs
    Scenario: What the container is granted beyond features is on record
      Given the mode of Docker is nested
      And what Proxmox grants agents
      And the constraints on record
      Then the raw lines in force are those on record
      And a line that confines nothing is on record as an exception

  Rule: The daemon is the container's own

    @docker.own-daemon @must @fix.run_own_docker @gate
    Scenario: The daemon that answers runs in this container
      Given the mode of Docker is nested
      And Docker as the host has it
      Then the daemon that answers is this container's service, and no client is led to another
      And its data lies on the container's own volumes

    @docker.no-host-socket @must @manual @gate @reaches.proxmox
    Scenario: No socket of another daemon is brought in
      Given the mode of Docker is nested
      And the mounts of agents, as Proxmox configures them and as the host shows them
      And Docker as the host has it
      Then no mount brings in a runtime's socket
      And nothing offers another daemon under a socket of this host

    @docker.no-tcp @must @fix.close_docker_tcp @gate
    Scenario: The daemon listens on no network address
      Given the mode of Docker is nested
      And a running Docker daemon
      Then it is told of no TCP address, and nothing passes connections on to it

  Rule: Nested Docker works

    @docker.runs @must @manual @active
    Scenario: A container starts, prints and is removed
      Given the mode of Docker is nested
      When a container without network is run from an image made on the host
      Then it printed its mark and is gone

    @docker.sandbox-usable @should @manual @active
    Scenario: Codex can confine what it runs
      Given the mode of Docker is nested
      When a command is confined as Codex does it, in a login and under the daemon's hardening
      Then it ran confined in both

  Rule: The fallback is without Docker

    @docker.fallback @must @fix.do_without_docker @gate
    Scenario: In fallback mode nothing runs or asks for Docker
      Given the mode of Docker is fallback
      And Docker as the host has it
      Then no Docker daemon runs or would start, and no agent asks for one
