@adr-023
Feature: The agents host is a container of its own
  Agents run for hours with broad tools. Their own container gives them limits, snapshots and a blast radius
  that are not the editor's; that holds only while the container is what it was made to be.

  Rule: It is one unprivileged container, known by its name

    @container.exists @must @manual @gate @reaches.proxmox
    Scenario: One running container is the agents host
      Given the guests of the cluster
      Then one running container is the agents host, and it is not the dev host

    @container.unprivileged @must @manual @gate @reaches.proxmox
    Scenario: Root in the agents container is nobody outside
      Given the agents container as Proxmox and as itself know it
      Then both say that it is unprivileged

    @container.hostname @must @fix.name_container @gate @reaches.proxmox
    Scenario: Proxmox, the kernel and the host's own file call it the same
      Given the agents container as Proxmox and as itself know it
      Then it is called by the agents host's name everywhere

    @container.own-volumes @must @manual @gate @reaches.proxmox
    Scenario: No other guest names a volume of the agents container
      Given the containers of the cluster
      Then no other of them names a volume of the agents container

  Rule: It has a size and a place of its own

    @container.size @should @fix.size_container @reaches.proxmox
    Scenario: The agents container has the cores and memory that the estate gives it
      Given the agents container as Proxmox and as itself know it
      Then both know its cores and memory as the estate does

    @container.storage @should @manual @reaches.proxmox @reaches.playbooks
    Scenario: The root of the agents container lies on the storage that the inventory pins
      Given the agents container as Proxmox and as itself know it
      Then its root lies on the estate's storage
      And the inventory pins the same storage

    @container.caches-apart @should @manual @reaches.proxmox
    Scenario: Sign-ins and home share no volume with a bulk mount
      Given the agents container as Proxmox and as itself know it
      Then no bulk mount lies in its home, and nothing of its home lies on one

  Rule: It comes back by itself, as it is configured, and patched

    @container.starts-at-boot @must @fix.start_container_at_boot @gate @reaches.proxmox
    Scenario: The agents container starts when its node does
      Given the agents container as Proxmox and as itself know it
      Then Proxmox starts it at boot

    @container.no-pending @should @fix.settle_container @reaches.proxmox
    Scenario: Nothing waits for a restart of the agents container
      Given what waits for a restart of the agents container
      Then nothing does

    @container.patched @should @fix.keep_patched
    Scenario: Security updates of the agents host come by themselves, or none waits long
      Given the security updates of the agents host
      Then they come by themselves, or none waits longer than the estate's days
