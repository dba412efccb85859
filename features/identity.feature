@adr-023
Feature: What agents push is pushed by the bots
  Whichever device a person drives from, the work is the agents'. So commits carry the bot's name, pushes the bot's
  account, and no credential of a person lies where an agent could use it.

  Rule: Forgejo knows the bots

    @identity.accounts @must @manual @gate @reaches.forgejo
    Scenario: The bots have accounts in Forgejo that may sign in
      Given the accounts that agents push with
      Then each of them exists in Forgejo and may sign in

    @identity.collaborators @must @manual @gate @reaches.forgejo
    Scenario: The bots may write to the repositories that agents work in
      Given the accounts that agents push with
      Then each of them may write to every repository that agents work in

  Rule: Commits and pushes are the bot's

    @identity.push-account @must @manual @gate @reaches.forgejo
    Scenario: Pushes from agents reach Forgejo as the bot
      Given the commits and pushes that the service user would make
      Then Forgejo takes each push as the bot of that repository

    @identity.author @must @fix.sign_as_bot @gate @reaches.forgejo
    Scenario: Commits on agents carry the bot's name and address
      Given the commits and pushes that the service user would make
      Then author and committer are the bot of that repository

  Rule: No person's credential is kept on the host

    @identity.no-personal @must @manual @gate @reaches.forgejo
    Scenario: No key, token or password of a person is kept on agents
      Given the keys, tokens and passwords on the host
      Then each of them is a bot's
      And no agent of a person is forwarded by default
