"""The scorecard: each task scored end to end on the gold sets that are there, beside the best known systems."""
