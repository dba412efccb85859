@adr-023
Feature: No working tree is open on two hosts
  The agents host was made so that what agents break stays there. A directory that two hosts can write,
  by mount, by copy or by Git's own sharing, would carry the damage across.

  Rule: Nothing comes in from another guest, the node or the network

    @isolation.no-shared-mounts @must @manual @gate @reaches.proxmox
    Scenario: Agents mounts only what is its own
      Given the mounts of agents, as Proxmox configures them and as the host shows them
      Then each of them is the container's own
      And no other directory is mounted over the service user's home

    @isolation.dev-side @must @manual @gate @reaches.proxmox @reaches.dev
    Scenario: Code-server-dev and agents have no place in common
      Given the mounts of agents, as Proxmox configures them and as the host shows them
      And the mounts of code-server-dev, as Proxmox configures them and as that host shows them
      Then code-server-dev mounts nothing of agents
      And no place is mounted in both containers
      And no job of code-server-dev copies to or from agents

  Rule: Repositories are cloned independently

    @isolation.independent-clones @must @fix.make_clones_independent @gate
    Scenario: Every repository of the service user stands alone
      Given the repositories of the service user, wherever they lie
      Then each of them stands alone: own objects, own git dir, reached by no link

    @isolation.worktrees-inside @must @fix.prune_worktrees @gate
    Scenario: Every worktree lies inside the container
      Given the repositories of the service user, wherever they lie
      And the mounts they lie on
      Then each linked worktree, and its git dir, lies on the container's own volumes

    @isolation.origin @must @fix.lead_clones_to_forgejo @gate
    Scenario: Every clone leads to Forgejo
      Given the repositories of the service user, wherever they lie
      Then every address that they fetch from and push to leads to Forgejo

  Rule: Nothing goes out to another host

    @isolation.not-exported @must @fix.stop_exports @gate
    Scenario: Agents offers its trees to nobody
      Given what could carry files off the host
      Then none of it serves or copies a tree of agents
