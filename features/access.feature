@adr-023
Feature: How one comes in depends on how far the device is trusted
  A device of one's own may hold a key and join the overlay. Whatever belongs to somebody else gets a browser and
  nothing more, so there must be a way that needs nothing more, and no other way that a borrowed device could use.

  Rule: A device of one's own comes in by SSH and mosh

    @access.ssh-keys-only @must @fix.take_keys_only @gate
    Scenario: SSH on agents takes keys alone
      Given the door of SSH on agents
      Then it is configured to take keys alone, for everybody and from everywhere
      And the daemon that runs offers nothing else

    @access.known-keys @must @fix.drop_unknown_keys @gate
    Scenario: Only known keys open the service user and root
      Given the door of SSH on agents
      Then each key that opens the service user or root is on the estate's list

    @access.mosh @must @fix.ready_mosh @gate @reaches.netbird
    Scenario: A phone can reach agents by mosh
      Given mosh on agents, as the service user finds it
      Then its server runs, in a locale that it can work in
      And its ports are open on the overlay

    @access.no-work-laptop @should @manual @reaches.netbird
    Scenario: No device is on the overlay that the estate does not know
      Given the peers of the overlay
      Then each of them is a device that the estate knows

  Rule: Any other device comes in by a browser, after signing in

    @access.browser-ide @must @manual @gate @eventually @reaches.web
    Scenario: The browser editor answers, and demands a sign-in whoever asks
      Given the answers of the browser editor to a stranger
      Then each of them leads to the sign-in

    @access.round-trip @must @manual @gate
    Scenario: A person drove a session from the devices that this is for
      Given what a person vouches for about the round trip
      And the day on which the daemon was last built
      Then somebody drove a session from a work laptop's browser and a phone since then, within the estate's days
