"""Reports: figures that are exact, add up, and open their cases."""
