"""How a procedure moves: the only package that knows SpiffWorkflow. No database, no clock of its own."""
