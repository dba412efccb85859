@adr-023
Feature: The house is in order
  Nobody is at home to look.

  Rule: What can be closed is closed

    @house.door @must @fix.close @gate
    Scenario: The door is closed
      Given the "door" of the house
      Then it is "closed"

    @house.window @should @fix.close
    Scenario: The window is closed
      Given the "window" of the house
      Then it is "closed"

  Rule: What keeps us warm stands

    @house.roof @must @manual @gate
    Scenario: The roof is whole
      Given the "roof" of the house
      Then it is "whole"

    @house.stove @must @fix.restart_stove @gate
    Scenario: The stove is lit
      Given the "stove" of the house
      Then it is "lit"

    @house.bell @must @manual @active
    Scenario: The bell rings
      Given the "bell" of the house
      Then it is "ringing"
