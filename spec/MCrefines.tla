---- MODULE MCrefines ----
EXTENDS RaftElectionRefinement
====
