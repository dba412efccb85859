"""What surrounds the daemon: manager, logins, settings, wrappers, journal, account, alert unit, agent units."""

from __future__ import annotations

import pytest

from probes import accounts, agentunits, claude, environ, exposure, handlers, journal, login, networktarget, wrappers
from probes.units import Variable
from tests.probes.recorded import recorded


def test_the_manager_tells_what_it_hands_on_and_which_file_says_so() -> None:
    """DefaultEnvironment= shows in the manager's memory and in its file."""
    found = environ.read(recorded("environ-with-default"))
    file = "/etc/systemd/system.conf.d/telemetry.conf"

    assert found.configured == (Variable("DISABLE_TELEMETRY", "true", file),)
    assert "DISABLE_TELEMETRY" in {variable.name for variable in found.handed}
    assert "container" in {variable.name for variable in found.own}


def test_a_manager_without_a_path_was_not_seen() -> None:
    """Every manager hands on a PATH."""
    with pytest.raises(ValueError, match="no PATH"):
        environ.read("I container=<set>\n")


def test_a_program_that_adds_to_the_managers_environment_is_told() -> None:
    """What a generator assigns is told with its path, whether it has run yet or not."""
    found = environ.read(
        "M PATH=<set>\nG /etc/systemd/system-environment-generators/60-privacy\n  DISABLE_TELEMETRY=<true>\nF /etc/systemd/system.conf\n  [Manager]\n"
    )

    assert found.generated == (Variable("DISABLE_TELEMETRY", "true", "/etc/systemd/system-environment-generators/60-privacy"),)
    assert found.configured == ()


def test_a_new_tmux_server_tells_what_no_file_does() -> None:
    """A name that a file sets is told by the file alone; one that comes from elsewhere, by the server."""
    told = (
        "P /home/agent/.tmux.conf\n  ANTHROPIC_API_KEY=<set>\nP a new tmux server\n  ANTHROPIC_API_KEY=<set>\n  DISABLE_TELEMETRY=<true>\n"
    )
    found = login.read(told + recorded("login")).given

    by_name = {variable.name: variable.source for variable in found}
    assert (by_name["ANTHROPIC_API_KEY"], by_name["DISABLE_TELEMETRY"]) == ("/home/agent/.tmux.conf", login.SERVER)
    assert len([variable for variable in found if variable.name == "ANTHROPIC_API_KEY"]) == 1


def test_only_interactive_shells_come_to_the_end_of_bashrc() -> None:
    """An export there reaches logins and panes, not SSH commands; the file is named."""
    found = login.read(recorded("login-with-bashrc-end"))

    assert {variable.source for variable in found.got if variable.name == "ANTHROPIC_API_KEY"} == {"an SSH login", "a new tmux pane"}
    assert [path for path, names in found.files if "ANTHROPIC_API_KEY" in names] == ["/home/agent/.bashrc"]


def test_a_shell_that_ran_nothing_is_unseen() -> None:
    """Each way in must have given at least a HOME."""
    with pytest.raises(ValueError, match="as an SSH login would"):
        login.read(recorded("login").replace("login HOME=", "login OTHER="))


def test_settings_are_told_layer_by_layer() -> None:
    """A managed drop-in counts, a number as its value too; files that are not there are told as such."""
    layers = {layer.path: layer for layer in claude.read(recorded("settings-managed"))}
    managed = layers["/etc/claude-code/managed-settings.d/50-quiet.json"]

    assert managed.variables == (Variable("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "false", managed.path),)
    assert layers["/home/agent/.claude/settings.json"].there
    assert not layers["/home/agent/ready/.claude/settings.json"].there


def test_a_wrapper_is_read_and_its_program_too() -> None:
    """A script exports by name; the program behind it sets nothing."""
    wrapper, program = wrappers.read(recorded("wrappers-script"))

    assert wrapper.variables == (Variable("DISABLE_TELEMETRY", "true", "/usr/local/bin/claude"),)
    assert (program.path, program.variables) == ("/usr/local/bin/claude.real", ())


def test_the_journal_tells_restarts_and_complaints() -> None:
    """In the program's own words, and only those that are known."""
    refused = journal.read(recorded("journal-of-refused-daemon"))

    assert refused.complaints == ("requires feature-flag evaluation",)
    assert journal.read(recorded("journal")) == journal.Journal(0, (), mended=False)
    with pytest.raises(ValueError, match="shows nothing"):
        journal.read("W 0\nR 0\nM 0 0\n")


def test_sudo_without_a_password_is_told_with_its_line() -> None:
    """By sudo's own listing, and the line of sudoers that says so."""
    found = accounts.read("agent", recorded("account-with-sudo"))

    assert found.unasked == ("(ALL) NOPASSWD: ALL",)
    assert found.grants == (("/etc/sudoers.d/agent", "agent ALL=(ALL) NOPASSWD: ALL"),)
    assert accounts.read("agent", recorded("account")).unasked == ()


def test_the_network_target_has_hooks() -> None:
    """Who pulls it in, and the service that knows when the network is there."""
    found = networktarget.read(recorded("network-target"))

    assert "claude-remote-control.service" in found.pulled_by
    assert found.hooks == ("networking.service",)
    assert (found.idle, found.could) == ((), ("ifupdown-wait-online.service",))


def test_what_only_watches_is_idle_while_nothing_raises_the_network() -> None:
    """And the service to enable is the one that raises it, unless another way to run a network is on."""
    told = recorded("network-target").replace("networking.service", "ifupdown-wait-online.service")
    files = "U networking.service disabled enabled\n"
    managed = f"{files}U NetworkManager.service enabled enabled\nU NetworkManager-wait-online.service disabled enabled\n"

    assert [(found.idle, found.could) for found in (networktarget.read(told + files), networktarget.read(told + managed))] == [
        (("ifupdown-wait-online.service",), ("networking.service",)),
        (("ifupdown-wait-online.service",), ("NetworkManager-wait-online.service",)),
    ]


def test_the_alert_unit_is_told_with_its_token() -> None:
    """Masked, or with a token that others may read."""
    assert handlers.read("ntfy@x", recorded("handler-masked")).load == "masked"
    assert [token.mode for token in handlers.read("ntfy@x", recorded("handler-with-open-token")).tokens] == [0o644]
    compliant = handlers.read("ntfy@x", recorded("handler"))
    assert [(token.mode, token.owner, token.readable) for token in compliant.tokens] == [(0o600, "root", True)]
    assert all(executable for _, executable in compliant.programs)


def test_agent_units_are_found_by_whatever_starts_them() -> None:
    """A timer's service counts under its own name, a user unit by its file."""
    timer = {one.unit.name: one for one in agentunits.read(recorded("agent-units-with-timer"))}
    user = {one.unit.name: one for one in agentunits.read(recorded("agent-units-with-user-unit"))}

    assert (timer["housekeeping.service"].by, timer["housekeeping.service"].unit.on_failure) == ("claude-tidy.timer", ())
    assert (user["claude-helper.service"].kind, user["claude-helper.service"].unit.on_failure) == ("user", ())
    assert user["claude-remote-control.service"].kind == "service"


def test_a_template_is_judged_by_an_instance() -> None:
    """%n of a template is the instance's name."""
    (found,) = agentunits.read("F aoe-s@.service /etc/systemd/system/aoe-s@.service\n  [Unit]\n  OnFailure=ntfy@%n.service\n")

    assert (found.kind, found.unit.on_failure) == ("template", ("ntfy@aoe-s@instance.service.service",))


def test_the_exposure_is_the_last_line() -> None:
    """A number, or no answer."""
    assert exposure.read("→ Overall exposure level for x.service: 4.6 OK :-)\n") == 4.6
    with pytest.raises(ValueError, match="no overall level"):
        exposure.read("Unit x.service not found.\n")
