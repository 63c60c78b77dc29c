"""What tests of every area share: the servers they run on, databases, roles."""
